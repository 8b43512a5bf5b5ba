import type { LossKind } from "#lib/contracts/credits.ts";

/** Why a job counts as paid for and lost, in a sentence a vendor's support can check. */
export function evidenceOf(kind: LossKind, facts: Record<string, unknown>): string {
  switch (kind) {
    case "failed":
      return `The job ended ${facts.state}${facts.code ? ` (${facts.code})` : ""} and was billed.`;
    case "caller_gone":
      return `The call that made the job ended without an answer to its caller (${words(facts.outcome)}), and nobody read the result.`;
    case "duplicate":
      return `The same bytes were billed ${spanOf(Number(facts.seconds))} earlier as job ${facts.vendorJobId}.`;
    case "expired":
      return `The result was kept for ${facts.hours} hours after ${facts.endedAt} and nobody read it.`;
    case "partial":
      return typeof facts.failedPages === "number" && typeof facts.pages === "number"
        ? `${facts.failedPages} of ${facts.pages} pages were billed and are missing from the result.`
        : "A part of the result is missing; the vendor does not say how much of it.";
  }
}

function words(outcome: unknown): string {
  return String(outcome).replaceAll("_", " ");
}

function spanOf(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
