import type { FailureSeries } from "#lib/contracts/questions.ts";
import { formatCount, formatShare } from "#lib/format/count.ts";
import { bucketSpan, bucketWords } from "./bucket-words.ts";
import type { ChartTable } from "./chart-table.ts";

/** One provider × region, small enough to stand beside the others on one scale. */
export interface PlaceMultiple {
  /** `provider/region`. */
  key: string;
  label: string;
  /** Share of attempts that failed, 0–1; null = nothing was attempted. */
  rate: number | null;
  failures: number;
  attempts: number;
  /** Bucket by bucket; shares of the height, 0–1. null = nothing was attempted. */
  bars: { at: number; rateHeight: number | null; attemptsHeight: number; unfinished: boolean }[];
  words: string;
}

/** Places side by side, the worst first. */
export interface PreparedPlaceMultiples {
  places: PlaceMultiple[];
  per: string;
  /** The rate a full height stands for, 0–1: the same for all. */
  topRate: number;
  table: ChartTable;
}

/** Prepares failures by place. A place's attempts have their own scale: their shape is compared, not their size. */
export function preparePlaceMultiples(trend: FailureSeries, { zone }: { zone: string }): PreparedPlaceMultiples {
  const tried = trend.series.filter(({ attempts, failures }) => attempts + failures > 0);
  const sorted = tried.toSorted((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || b.failures - a.failures);
  const rateAt = (series: FailureSeries["series"][number], i: number) => {
    const attempts = series.attemptsByBucket?.[i] ?? 0;
    return attempts > 0 ? Math.min(1, (series.counts[i] ?? 0) / attempts) : null;
  };
  const topRate = Math.max(0.01, ...sorted.flatMap((series) => series.counts.map((_, i) => rateAt(series, i) ?? 0)));
  const places = sorted.map((series): PlaceMultiple => {
    const { key, label, rate, failures, attempts } = series;
    const mostTried = Math.max(1, ...(series.attemptsByBucket ?? []));
    const said = rate === null ? "no attempt" : `${formatShare(rate)} of ${formatCount(attempts)} attempts failed`;
    return {
      ...{ key, label, rate, failures, attempts },
      words: `${label}: ${said}`,
      bars: trend.buckets.map(({ at, unfinished }, i) => {
        const own = rateAt(series, i);
        return {
          at: Date.parse(at),
          rateHeight: own === null ? null : own / topRate,
          attemptsHeight: (series.attemptsByBucket?.[i] ?? 0) / mostTried,
          unfinished,
        };
      }),
    };
  });
  return { places, topRate, per: `per ${bucketWords(trend.bucketMs)}`, table: tabulate(sorted, trend, zone, rateAt) };
}

type RateAt = (series: FailureSeries["series"][number], i: number) => number | null;

function tabulate(sorted: FailureSeries["series"], trend: FailureSeries, zone: string, rateAt: RateAt): ChartTable {
  return {
    head: [
      `Time, ${zone}`,
      ...sorted.flatMap(({ label }) => [`${label} failures`, `${label} attempts`, `${label} rate`]),
    ],
    rows: trend.buckets.map(({ at, attempts, unfinished }, i) => {
      const span = bucketSpan(Date.parse(at), trend.bucketMs, zone);
      const cells = sorted.flatMap((series) => {
        const rate = rateAt(series, i);
        const counts = [series.counts[i] ?? 0, series.attemptsByBucket?.[i] ?? 0];
        if (attempts === null) return ["nothing recorded", "nothing recorded", "–"];
        return [...counts.map(String), rate === null ? "–" : formatShare(rate)];
      });
      return { key: at, cells: [unfinished ? `${span} (unfinished)` : span, ...cells] };
    }),
  };
}
