import type { Scope } from "#lib/contracts/scope.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import type { SqlRunner } from "#server/platform/index.ts";
import { type Buckets, bucketIndexSql } from "../buckets.ts";
import { scopeFilter } from "./scope-filter.ts";

export interface CreditRecord {
  provider: ProviderId;
  region: RegionId;
  bucket: number;
  reported: number;
  estimated: number;
  unknown_jobs: number;
}

/** Sums of a job's credits by source; jobs that delivered something and whose cost nobody knows are counted apart. */
export const creditSums = `
  coalesce(sum(j.credits) FILTER (WHERE j.credit_source = 'reported'), 0)::float8 AS reported,
  coalesce(sum(j.credits) FILTER (WHERE j.credit_source = 'estimated'), 0)::float8 AS estimated,
  count(*) FILTER (WHERE j.credit_source = 'unknown' AND j.state IN ('succeeded', 'partial'))::int AS unknown_jobs`;

/** Credits by place and bucket of the job's end. */
export function sumCredits(sql: SqlRunner, scope: Scope, buckets: Buckets): Promise<CreditRecord[]> {
  const filter = scopeFilter("j", "ended_at", scope, buckets);
  return sql.query<CreditRecord & Record<string, unknown>>(
    `SELECT j.provider, j.region, ${bucketIndexSql("j.ended_at", buckets)} AS bucket, ${creditSums}
     FROM job j ${filter.sql} GROUP BY 1, 2, 3`,
    filter.values,
  );
}
