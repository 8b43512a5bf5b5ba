import type { Scope } from "#lib/contracts/scope.ts";
import type { Family, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";

/** An entry at a place on a day on which it came up after none, or after a silence. */
export interface ComebackRecord {
  entry: string;
  family: Family;
  provider: ProviderId;
  region: RegionId;
  since: Date;
  last_before: Date | null;
  n: number;
}

/**
 * Entries whose first day in the window is their first day ever, or follows at least `silentDays` without them. A place's
 * entry is looked up by the day, over the whole past; `limit` of them, the latest first.
 */
export function entriesThatCameUp(
  sql: SqlRunner,
  { scope, from, to, silentDays, limit }: { scope: Scope; from: Date; to: Date; silentDays: number; limit: number },
) {
  const level = scope.client ? "full" : "place";
  const filter = new SqlFilter([from, to])
    .where("r.level = ?", level)
    .where("r.provider = ?", scope.provider)
    .where("r.region = ?", scope.region)
    .where("r.product = ?", scope.product)
    .where("r.client = ?", scope.client);
  return sql.query<ComebackRecord & Record<string, unknown>>(
    `WITH days AS (
       SELECT r.entry, r.family, r.provider, r.region, r.bucket, sum(r.failures)::int8 AS n FROM rollup r ${filter.sql}
         AND r.grain = 'day' AND r.entry <> '' AND r.failures > 0 AND r.bucket < $2 GROUP BY 1, 2, 3, 4, 5),
     seen AS (
       SELECT entry, family, provider, region,
         min(bucket) FILTER (WHERE bucket >= date_bin('1 day', $1, '2000-01-01 00:00:00+00')) AS since,
         max(bucket) FILTER (WHERE bucket < date_bin('1 day', $1, '2000-01-01 00:00:00+00')) AS last_before,
         sum(n) FILTER (WHERE bucket >= date_bin('1 day', $1, '2000-01-01 00:00:00+00'))::int8 AS n
       FROM days GROUP BY 1, 2, 3, 4)
     SELECT * FROM seen WHERE since IS NOT NULL
       AND (last_before IS NULL OR since - last_before > make_interval(days => ${filter.bind(silentDays)}::int))
     ORDER BY since DESC, n DESC LIMIT ${filter.bind(limit)}`,
    filter.values,
  );
}
