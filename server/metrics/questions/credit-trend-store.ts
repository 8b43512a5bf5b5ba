import type { Scope } from "#lib/contracts/scope.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { type Buckets, bucketIndexSql } from "../buckets.ts";
import { countsSource } from "../rollups/counts-source.ts";

export interface CreditRecord {
  provider: ProviderId;
  region: RegionId;
  bucket: number;
  reported: number;
  estimated: number;
  unknown_jobs: number;
}

/** Sums of the ledger by source; what was billed at a price nobody knows is counted apart. */
export const creditSums = `sum(r.credits_reported)::float8 AS reported, sum(r.credits_estimated)::float8 AS estimated,
  sum(r.credits_unknown)::int AS unknown_jobs`;

/** Credits by place and bucket of the billed job's end. */
export function sumCredits(sql: SqlRunner, scope: Scope, buckets: Buckets, now: Date): Promise<CreditRecord[]> {
  const { from, to, bucketMs: widthMs } = buckets;
  const source = countsSource({ scope, from, to, widthMs, now, by: [] });
  return sql.query<CreditRecord & Record<string, unknown>>(
    `SELECT r.provider, r.region, ${bucketIndexSql("r.bucket", buckets)} AS bucket, ${creditSums}
     FROM ${source.sql} ${source.filter.sql} GROUP BY 1, 2, 3
     HAVING sum(r.credits_reported) > 0 OR sum(r.credits_estimated) > 0 OR sum(r.credits_unknown) > 0 ORDER BY 1, 2, 3`,
    source.filter.values,
  );
}
