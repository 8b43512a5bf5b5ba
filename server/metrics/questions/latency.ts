import { latencyInput as input, latencyTrend as output } from "#lib/contracts/questions.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { defineOperation } from "#server/platform/index.ts";
import { bucketsOf } from "../buckets.ts";
import { percentileOf } from "../rollups/percentile.ts";
import { durationsBy } from "./latency-store.ts";

/** p50, p95 and p99 of calls, or of a stage of jobs, over time and by place. */
export const latencyTrend = defineOperation({
  name: "trends.latency",
  summary: "How long calls and the stages of jobs took, over time and by place",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, { kind = "job", ...scope }) {
    const now = ctx.clock.now();
    const window = windowOf(scope, now);
    const buckets = bucketsOf(window.from, window.to);
    const rows = await durationsBy(ctx.db.questions, scope, buckets, now, kind);
    const byBucket = Map.groupBy(rows, ({ bucket }) => bucket);
    const byPlace = Map.groupBy(rows, ({ provider, region }) => `${provider}/${region}`);
    return {
      from: buckets.from.toISOString(),
      to: buckets.to.toISOString(),
      bucketMs: buckets.bucketMs,
      kind,
      buckets: buckets.starts.map((start, index) => ({
        at: start.toISOString(),
        unfinished: start.getTime() + buckets.bucketMs > now.getTime(),
        ...percentilesOf(byBucket.get(index) ?? []),
      })),
      places: [...byPlace.values()]
        .flatMap(([first, ...rest]) => {
          if (!first) return [];
          const { provider, region } = first;
          return [{ provider, region, ...percentilesOf([first, ...rest]) }];
        })
        .sort((a, b) => b.n - a.n),
      total: percentilesOf(rows),
    };
  },
});

/** The figures of a histogram given as rows. */
export function percentilesOf(rows: readonly { slot: number; n: number }[]) {
  const histogram = new Map<number, number>();
  for (const { slot, n } of rows) histogram.set(slot, (histogram.get(slot) ?? 0) + n);
  return {
    n: rows.reduce((sum, { n }) => sum + n, 0),
    p50: percentileOf(histogram, 0.5),
    p95: percentileOf(histogram, 0.95),
    p99: percentileOf(histogram, 0.99),
  };
}
