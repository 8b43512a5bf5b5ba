import { windowOf } from "#lib/contracts/scope.ts";
import { creditTrend as output, trendInput } from "#lib/contracts/trends.ts";
import { defineOperation } from "#server/platform/index.ts";
import { bucketsOf } from "../buckets.ts";
import { type CreditRecord, sumCredits } from "./credit-trend-store.ts";

const none = { reported: 0, estimated: 0, unknownJobs: 0 };

/** Credits by provider × region over time, in the bucket of each job's end. */
export const creditTrend = defineOperation({
  name: "trends.credits",
  summary: "Credits by provider and region over time",
  kind: "read",
  permission: "read",
  input: trendInput,
  output,
  async run(ctx, scope) {
    const now = ctx.clock.now();
    const window = windowOf(scope, now);
    const buckets = bucketsOf(window.from, window.to);
    const rows = await sumCredits(ctx.db.questions, scope, buckets, now);
    const places = Map.groupBy(rows, (row) => `${row.provider}/${row.region}`);
    return {
      from: buckets.from.toISOString(),
      to: buckets.to.toISOString(),
      bucketMs: buckets.bucketMs,
      series: [...places.values()].flatMap((placeRows) => {
        const [first] = placeRows;
        if (!first) return [];
        const byBucket = new Map(placeRows.map((row) => [row.bucket, totalsOf(row)]));
        return {
          provider: first.provider,
          region: first.region,
          buckets: buckets.starts.map((start, index) => ({
            at: start.toISOString(),
            unfinished: start.getTime() + buckets.bucketMs > now.getTime(),
            ...(byBucket.get(index) ?? none),
          })),
        };
      }),
      totals: rows.map(totalsOf).reduce(add, none),
    };
  },
});

function totalsOf(row: CreditRecord) {
  return { reported: row.reported, estimated: row.estimated, unknownJobs: row.unknown_jobs };
}

function add(a: typeof none, b: typeof none) {
  return {
    reported: a.reported + b.reported,
    estimated: a.estimated + b.estimated,
    unknownJobs: a.unknownJobs + b.unknownJobs,
  };
}
