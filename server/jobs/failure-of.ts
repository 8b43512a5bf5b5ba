import { v7 as uuidv7 } from "uuid";
import { classify, type Material } from "#server/classifier/index.ts";
import { redactJson, redactText } from "#server/platform/index.ts";
import type { FailureRow } from "./failure-store.ts";

/** Where and when something failed, beside the error material itself. */
export interface FailureSite {
  at: Date;
  provider: FailureRow["provider"];
  region: string;
  product: string | null;
  clientId: string | null;
  callId: string | null;
  jobId: string | null;
  operation: string | null;
}

const maxMessageLength = 2_000;
/** An index holds no id of any length. */
const maxIdLength = 200;

/** Classifies an error and gives the failure row that keeps it: redacted, bounded, with the rule and its evidence. */
export function failureOf(site: FailureSite, error: Material): FailureRow {
  const found = classify(error);
  const evidence = redactJson(found.evidence) as Record<string, unknown>;
  return {
    ...site,
    id: uuidv7(),
    surface: error.surface ?? "http",
    status: error.status ?? null,
    code: textOf(found.evidence.code),
    message: textOf(found.evidence.message),
    match: found.match,
    entryId: found.entry?.id ?? null,
    family: found.entry?.family ?? "unclassified",
    rule: found.rule,
    evidence,
    requestId: found.requestId ? redactText(found.requestId).slice(0, maxIdLength) : null,
    billed: found.entry?.billed ?? "unknown",
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? redactText(value).slice(0, maxMessageLength) : null;
}
