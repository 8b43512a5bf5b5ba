import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { providerLabels } from "#lib/vocabulary.ts";

const actors = {
  caller: "the caller",
  operator: "the operator",
  vendor: "the vendor",
  wait: "nobody, it passes",
} as const;
const retries = { yes: "yes", after_change: "not as it is", no: "no" } as const;

/**
 * The diagnosis as a text for a colleague: what it is, what to do about it and where that is written, with the ids to
 * quote. Nothing of the pasted text goes along: it may hold a customer's words or a secret.
 */
export function prepareSummary(result: DiagnoseResult, origin: string): string {
  const { entry, provider, evidence, requestId } = result;
  const rows: (readonly [name: string, value: unknown])[] = [
    ["Provider", provider && providerLabels[provider]],
    ["HTTP status", evidence.status],
    ["Job status", evidence.jobStatus],
    ["Code", evidence.code],
    ["Operation", evidence.operation],
    ["Retry-After", evidence.retryAfter],
    ["Request id", requestId],
    ["Who must act", entry && actors[entry.whoActs]],
    ["Retry", entry && retries[entry.retry]],
    ["Billed", entry?.billed],
    ["Rule", entry && result.rule],
  ];
  const known = rows.filter(([, value]) => typeof value === "string" || typeof value === "number");
  return [
    entry ? `${entry.title} (${entry.id})` : "An error the guidance does not know",
    ...known.map(([name, value]) => `${name}: ${value}`),
    ...(entry ? [`Guidance: ${origin}/guidance/${entry.id}`] : []),
    "",
  ].join("\n");
}
