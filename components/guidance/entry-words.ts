import type { EntrySummary } from "#lib/contracts/catalog.ts";
import type { RetryAdvice } from "#lib/vocabulary.ts";

/** Whether to send it again, under the heading "Retry". */
export const retryWords: Record<RetryAdvice, string> = {
  yes: "Yes",
  after_change: "After a change",
  no: "No",
};

export const kindWords: Record<EntrySummary["kind"], string> = {
  error: "Errors",
  symptom: "Symptoms",
  status: "HTTP statuses",
};
