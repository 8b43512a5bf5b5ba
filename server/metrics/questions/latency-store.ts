import type { LatencyKind } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { type Buckets, bucketIndexSql } from "../buckets.ts";
import { timesSource } from "../rollups/counts-source.ts";

/** How many durations of a kind lie in each slot of the histogram, by bucket and place. */
export function durationsBy(sql: SqlRunner, scope: Scope, buckets: Buckets, now: Date, kind: LatencyKind) {
  const source = timesSource(
    { scope, from: buckets.from, to: buckets.to, widthMs: buckets.bucketMs, now, by: [] },
    kind,
  );
  return sql.query<{ bucket: number; provider: ProviderId; region: RegionId; slot: number; n: number }>(
    `SELECT ${bucketIndexSql("r.bucket", buckets)} AS bucket, r.provider, r.region, u.slot, sum(u.n)::int8 AS n
     FROM ${source.sql}, LATERAL unnest(r.slots, r.counts) AS u(slot, n) ${source.filter.sql} GROUP BY 1, 2, 3, 4`,
    source.filter.values,
  );
}
