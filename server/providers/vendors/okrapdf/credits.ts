import type { CreditFact } from "../../contract.ts";

const inDollars = "The vendor reports US dollars and tokens, not credits.";

/**
 * What an answer says it consumed. No credit, price list or usage endpoint was found (docs, SDKs and skills, 2026-11-20): jobs
 * tell `cost_usd`, chat answers tell tokens. Both are kept as parts; the credits stay unknown, never 0.
 */
export function consumed(costUsd: number | null | undefined, tokens: number | null | undefined): CreditFact | null {
  const breakdown: Record<string, number> = {};
  if (typeof costUsd === "number") breakdown.cost_usd = costUsd;
  if (typeof tokens === "number") breakdown.total_tokens = tokens;
  if (Object.keys(breakdown).length === 0) return null;
  return { source: "unknown", credits: null, breakdown, rule: inDollars };
}

/** Nothing can be estimated: no rate is published. */
export function estimateCredits(): CreditFact {
  return { source: "unknown", credits: null, breakdown: null, rule: null };
}
