import type { CreditFact } from "../../contract.ts";

/**
 * What a job costs is neither reported nor published: an extraction tells tokens, the account's pages tell totals
 * (`/usage/breakdown`, `/payment/credit-balance`), and no price per page or description was found (2026-11-20). So every job
 * costs an unknown amount, never 0.
 */
export function estimateCredits(): CreditFact {
  return { source: "unknown", credits: null, breakdown: null, rule: null };
}
