import type { FailureFilters } from "#lib/contracts/failures.ts";
import type { Family, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { failureFilter } from "#server/jobs/index.ts";
import type { SqlRunner } from "#server/platform/index.ts";

/** Buckets of a group's trend. */
export const trendBuckets = 24;

export interface GroupRecord {
  entry_id: string | null;
  family: Family;
  provider: ProviderId;
  region: RegionId;
  product: string | null;
  message: string | null;
  n: number;
  first_at: Date;
  last_at: Date;
  clients: number;
  trend: Record<string, number>;
}

/**
 * Failures of the window by entry × provider × region × product, newest first; what has no entry is grouped by its
 * status and the start of its message.
 */
export function selectGroups(
  sql: SqlRunner,
  filters: FailureFilters,
  window: { from: Date; to: Date },
  limit: number,
): Promise<GroupRecord[]> {
  const filter = failureFilter(filters, window);
  const width = Math.max(1, (window.to.getTime() - window.from.getTime()) / trendBuckets);
  return sql.query<GroupRecord & Record<string, unknown>>(
    `WITH hit AS (
       SELECT f.entry_id, f.family, f.provider, f.region, f.product, f.client_id, f.at,
         CASE WHEN f.entry_id IS NULL THEN left(f.message, 120) END AS message,
         CASE WHEN f.entry_id IS NULL THEN f.status END AS status,
         LEAST(${trendBuckets - 1}, floor((extract(epoch FROM f.at) * 1000 - ${window.from.getTime()}) / ${width}))::int AS bucket
       FROM failure f ${filter.sql}),
     cell AS (
       SELECT entry_id, family, provider, region, product, message, status, bucket, count(*)::int AS n, min(at) AS first_at,
         max(at) AS last_at FROM hit GROUP BY 1, 2, 3, 4, 5, 6, 7, 8),
     whose AS (
       SELECT entry_id, family, provider, region, product, message, status, count(DISTINCT client_id)::int AS clients
       FROM hit GROUP BY 1, 2, 3, 4, 5, 6, 7)
     SELECT c.entry_id, c.family, c.provider, c.region, c.product, c.message, sum(c.n)::int AS n, min(c.first_at) AS first_at,
       max(c.last_at) AS last_at, max(w.clients)::int AS clients, jsonb_object_agg(c.bucket, c.n) AS trend
     FROM cell c JOIN whose w ON (w.entry_id, w.product, w.message, w.status) IS NOT DISTINCT FROM (c.entry_id, c.product, c.message, c.status)
       AND (w.family, w.provider, w.region) = (c.family, c.provider, c.region)
     GROUP BY c.entry_id, c.family, c.provider, c.region, c.product, c.message, c.status
     ORDER BY last_at DESC LIMIT ${filter.bind(limit)}`,
    filter.values,
  );
}
