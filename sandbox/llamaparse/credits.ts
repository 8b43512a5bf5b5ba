import type { JobView } from "./job-view.ts";
import type { ParseTier } from "./parse-versions.ts";

/** Credits of one page (developers.llamaindex.ai/llamaparse/general/pricing/, 2026-11-20). */
const parseRates: Record<ParseTier, number> = { fast: 1, cost_effective: 3, agentic: 10, agentic_plus: 45 };
/** Same page; classify reads documents in fast mode only, split costs less for a file it has seen. */
export const classifyRate = 1;
export const splitRate = 4;

/** Credits of one extracted page by tier: `extract.ts` in the vendor's SDK 2.16.0. */
const extractRates: Record<string, number> = { cost_effective: 5, agentic: 15, agentic_plus: 50, turbo: 35 };

export function parseRate(tier: string): number {
  return parseRates[tier as ParseTier] ?? 0;
}

export function extractRate(tier: string): number {
  return extractRates[tier] ?? 0;
}

/** What a parse job cost; null until billing has recorded it. */
export function parseCredits(view: JobView): number | null {
  return creditsAt(view, parseRate(view.record.tier));
}

/** What a job cost at `rate` credits a page; null until billing has recorded it. */
export function creditsAt(view: JobView, rate: number): number | null {
  return view.billed ? (isCharged(view) ? rate * view.plan.pages : 0) : null;
}

/** Failed and cancelled jobs cost nothing, nor do answers from the cache. */
function isCharged(view: JobView): boolean {
  const { cacheHit, billedFailure } = view.plan.directives;
  if (cacheHit) return false;
  return view.moment.phase === "succeeded" || view.moment.phase === "partial" || billedFailure;
}
