import type { GuidanceOccurrence } from "#components/guidance-card/guidance-occurrence.ts";
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** A diagnosis as the guidance card takes it: an occurrence without an id. */
export function occurrenceOf(result: DiagnoseResult): GuidanceOccurrence {
  const { evidence } = result;
  const reasons = Array.isArray(evidence.reasons) ? evidence.reasons.filter((each) => typeof each === "string") : [];
  return {
    match: result.match,
    entryId: result.entry?.id ?? null,
    code: textOf(evidence.code),
    message: textOf(evidence.message),
    status: typeof evidence.status === "number" ? evidence.status : null,
    requestId: result.requestId ?? null,
    ...(result.provider ? { provider: result.provider } : {}),
    reasons,
  };
}
