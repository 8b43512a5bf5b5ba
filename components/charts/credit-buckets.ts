import type { CreditTotals } from "#lib/contracts/primitives.ts";
import type { CreditTrend } from "#lib/contracts/trends.ts";
import type { ProviderId } from "#lib/vocabulary.ts";

/** One stretch of time of one vendor, its regions together. */
export interface CreditBucket extends CreditTotals {
  /** Start, ms since 1970. */
  at: number;
  unfinished: boolean;
  /** No region has a row for this stretch of time. */
  gap: boolean;
}

export const noCredits: CreditTotals = { reported: 0, estimated: 0, unknownJobs: 0 };

/** Adds credits of one vendor up, each kind by itself. */
export function sumCredits(parts: readonly CreditTotals[]): CreditTotals {
  return parts.reduce(
    (all, one) => ({
      reported: all.reported + one.reported,
      estimated: all.estimated + one.estimated,
      unknownJobs: all.unknownJobs + one.unknownJobs,
    }),
    noCredits,
  );
}

/** Adds a vendor's regions up, bucket by bucket; a stretch between them that no region speaks of is a gap. */
export function sumRegions(trend: CreditTrend, provider: ProviderId): CreditBucket[] {
  const byStart = new Map<number, CreditBucket>();
  for (const { buckets } of trend.series.filter((one) => one.provider === provider)) {
    for (const bucket of buckets) {
      const at = Date.parse(bucket.at);
      const known = byStart.get(at);
      const unfinished = bucket.unfinished || known?.unfinished === true;
      byStart.set(at, { ...sumCredits([known ?? noCredits, bucket]), at, unfinished, gap: false });
    }
  }
  return fillGaps(byStart, trend.bucketMs);
}

function fillGaps(byStart: ReadonlyMap<number, CreditBucket>, bucketMs: number): CreditBucket[] {
  const starts = [...byStart.keys()].sort((a, b) => a - b);
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.round((last - first) / bucketMs) + 1 }, (_, i) => {
    const at = first + i * bucketMs;
    return byStart.get(at) ?? { ...noCredits, at, unfinished: false, gap: true };
  });
}
