import { isEndState } from "#lib/vocabulary.ts";
import type { CreditFact } from "#server/providers/index.ts";
import type { JobRow } from "./store.ts";

/** One thing that was billed, as the ledger keeps it. */
export interface BilledEvent {
  provider: string;
  region: string;
  /** The vendor's id of the job that was billed. */
  billedKey: string;
  /** The job of ours that told of it. */
  jobId: string;
  clientId: string | null;
  product: string;
  tier: string | null;
  at: Date;
  source: CreditFact["source"];
  /** null = billed at a price nobody knows. */
  credits: number | null;
  /** What the vendor's rule says, beside a reported figure. */
  estimated: number | null;
  pages: number | null;
  rule: string | null;
}

/**
 * What a job's latest news adds to the ledger: its own bill and, apart, a part it shares with other jobs. A report counts
 * as soon as it is there; an estimate, or that nobody knows, once the job has delivered something. Empty when the news
 * says nothing of the bill.
 */
export function billedEvents(job: JobRow, heard: CreditFact | null, estimate: CreditFact, at: Date): BilledEvent[] {
  const { source, credits, rule } = job.credits;
  const own = {
    provider: job.provider,
    region: job.region,
    billedKey: job.vendorJobId,
    jobId: job.id,
    clientId: job.clientId,
    product: job.product,
    tier: job.tier,
    at: job.endedAt ?? at,
    source,
    credits,
    estimated: source === "reported" ? estimate.credits : null,
    pages: job.pages,
    rule,
  };
  if (source === "reported") {
    // Told before: what is in the ledger stands.
    if (heard?.source !== "reported") return [];
    const { shared } = heard;
    if (!shared) return [own];
    const rest = { ...own, credits: (credits ?? 0) - shared.credits };
    const part = { billedKey: shared.vendorJobId, product: shared.product, credits: shared.credits };
    return [
      rest,
      { ...own, ...part, tier: null, pages: null, estimated: null, rule: `Parse leg of ${job.vendorJobId}.` },
    ];
  }
  const delivered = isEndState(job.state) && (job.state === "succeeded" || job.state === "partial");
  return delivered ? [own] : [];
}
