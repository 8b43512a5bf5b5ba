import type { CreditFact } from "../../contract.ts";
import type { WireMetadata } from "./wire.ts";

/** Credits a page of v1 parse with DPT-2: 1, 2 and 4 pages cost 3, 6 and 12 in the vendor's own samples (2026-11-20). */
const dpt2PerPage = 3;

const unknown: CreditFact = { source: "unknown", credits: null, breakdown: null, rule: null };

/**
 * What a job or an answer says it cost: `credit_usage` of the first API, `billing.total_credits` of the second. A v1 job
 * repeats its metadata inside `data`; the first that tells is taken, they are never added up.
 */
export function reportedCredits(places: readonly (WireMetadata | null | undefined)[]): CreditFact | null {
  for (const metadata of places) {
    const credits = metadata?.billing?.total_credits ?? metadata?.credit_usage;
    if (typeof credits !== "number") continue;
    // Sums of floats come as 0.7245999999999999. A thousandth is what the ledger's and the counts' columns hold; it is
    // $0.00001 (docs.landing.ai/ade/ade-pricing.md, 2026-11-20), is rounded to either side, and stays so in any sum: a
    // thousand extractions come out within some hundredths of a credit.
    return { source: "reported", credits: Math.round(credits * 1_000) / 1_000, breakdown: null, rule: null };
  }
  return null;
}

/**
 * Credits by the one rate that needs only the pages: parsing with DPT-2. Extraction and the newer models count characters,
 * which an answer's record does not hold; for DPT-2 mini no rate was found.
 */
export function estimateCredits(job: { product: string; tier: string | null; pages: number | null }): CreditFact {
  const isDpt2 = /^dpt-2(?:-latest|-\d{8})?$/.test(job.tier ?? "");
  if (job.product !== "parse" || !isDpt2 || job.pages === null) return unknown;
  return {
    source: "estimated",
    credits: job.pages * dpt2PerPage,
    breakdown: null,
    rule: `${job.pages} pages × ${dpt2PerPage}, ${job.tier}; the rate is measured on the vendor's samples`,
  };
}
