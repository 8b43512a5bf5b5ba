import { bucketIndexSql } from "../buckets.ts";

/** Buckets of a group's trend. */
export const trendBuckets = 24;

/** SQL for the bucket of a group's trend that an instant falls in; what lies outside the window falls in the first or last. */
export function trendIndexSql(at: string, from: Date, to: Date): string {
  const bucketMs = Math.max(1, (to.getTime() - from.getTime()) / trendBuckets);
  return `greatest(0, least(${trendBuckets - 1}, ${bucketIndexSql(at, { from, bucketMs })}))`;
}
