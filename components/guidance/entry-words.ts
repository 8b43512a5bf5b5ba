import type { EntrySummary } from "#lib/contracts/catalog.ts";
import type { RetryAdvice } from "#lib/vocabulary.ts";

/** Whether to send it again, in two or three words. */
export const retryWords: Record<RetryAdvice, string> = {
  yes: "Retry",
  after_change: "After a change",
  no: "No retry",
};

export const kindWords: Record<EntrySummary["kind"], string> = {
  error: "Errors",
  symptom: "Symptoms",
  status: "HTTP statuses",
};
