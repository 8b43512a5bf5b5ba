import { windowOf } from "#lib/contracts/scope.ts";
import { errorTrend as output, trendInput } from "#lib/contracts/trends.ts";
import type { Family } from "#lib/vocabulary.ts";
import { defineOperation } from "#server/platform/index.ts";
import { bucketsOf } from "../buckets.ts";
import { countByFamily, countCalls, firstCallAt } from "./error-trend-store.ts";

/** Failures by family over time. Time before Docket's first call is a gap, not a zero. */
export const errorTrend = defineOperation({
  name: "trends.errors",
  summary: "Failures by family over time",
  kind: "read",
  permission: "read",
  input: trendInput,
  output,
  async run(ctx, scope) {
    const now = ctx.clock.now();
    const window = windowOf(scope, now);
    const buckets = bucketsOf(window.from, window.to);
    const sql = ctx.db.questions;
    const [calls, failures, first] = await Promise.all([
      countCalls(sql, scope, buckets, now),
      countByFamily(sql, scope, buckets, now),
      firstCallAt(sql),
    ]);
    const callsAt = new Map(calls.map((row) => [row.bucket, row.calls]));
    const familiesAt = new Map<number, Partial<Record<Family, number>>>();
    for (const { bucket, family, failures: n } of failures) {
      familiesAt.set(bucket, { ...familiesAt.get(bucket), [family]: n });
    }
    return {
      from: buckets.from.toISOString(),
      to: buckets.to.toISOString(),
      bucketMs: buckets.bucketMs,
      buckets: buckets.starts.map((start, index) => {
        const end = start.getTime() + buckets.bucketMs;
        const known = first !== null && end > first.getTime();
        return {
          at: start.toISOString(),
          unfinished: end > now.getTime(),
          calls: known ? (callsAt.get(index) ?? 0) : null,
          byFamily: familiesAt.get(index) ?? {},
        };
      }),
    };
  },
});
