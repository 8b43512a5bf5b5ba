import { windowOf } from "#lib/contracts/scope.ts";
import { errorTrend as output, trendInput } from "#lib/contracts/trends.ts";
import type { Family } from "#lib/vocabulary.ts";
import { defineOperation } from "#server/platform/index.ts";
import { bucketsOf } from "../buckets.ts";
import { countByFamily, firstCallAt } from "./error-trend-store.ts";

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
    const [rows, first] = await Promise.all([
      countByFamily(ctx.db.questions, scope, buckets, now),
      firstCallAt(ctx.db.questions),
    ]);
    const callsAt = new Map<number, number>();
    const familiesAt = new Map<number, Partial<Record<Family, number>>>();
    for (const { bucket, family, calls, failures } of rows) {
      callsAt.set(bucket, (callsAt.get(bucket) ?? 0) + calls);
      if (family !== "" && failures > 0) familiesAt.set(bucket, { ...familiesAt.get(bucket), [family]: failures });
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
