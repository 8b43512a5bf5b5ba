import type { LossKind } from "#lib/contracts/credits.ts";

/** Why a job counts as paid for and lost, in a sentence a vendor's support can check. */
export function evidenceOf(kind: LossKind, facts: Record<string, unknown>): string {
  switch (kind) {
    case "failed":
      return `The job ended ${facts.state}${facts.code ? ` (${facts.code})` : ""} and was billed.`;
    case "leg":
      return legEvidence(
        `${facts.product} leg ${facts.leg}`,
        facts.jobs as readonly string[],
        facts.doubt as Doubt | null,
      );
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

/** Why nobody can say that all jobs on a part ended badly. */
type Doubt = keyof typeof doubts;

const doubts = {
  lost: "one of them the vendor no longer knows, so how it ended is not known",
  document: "which document it was is not known, so neither is whether another job used it",
  another: "another job of the same document may have used it: what that one was billed for the vendor has not said",
};

function legEvidence(leg: string, jobs: readonly string[], doubt: Doubt | null): string {
  const told = `The ${leg} was billed for ${jobs.join(", ")}, and no job known to stand on it ended well`;
  return doubt ? `${told}; ${doubts[doubt]}.` : `${told}.`;
}

function words(outcome: unknown): string {
  return String(outcome).replaceAll("_", " ");
}

function spanOf(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
