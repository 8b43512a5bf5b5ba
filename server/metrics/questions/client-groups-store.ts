import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";
import type { GroupCounts, GroupQuestion, GroupRecord } from "./failure-groups-store.ts";
import { trendIndexSql } from "./group-trend.ts";

const keys = "entry, family, provider, region, product";

/**
 * One client's recognised groups, the last seen first: counted from the rollups; when a group was first and last seen is
 * looked up among the failures of its first and last bucket, as long as these are kept.
 */
export async function groupsOfClient(
  sql: SqlRunner,
  { filters, from, to, limit }: GroupQuestion,
  client: string,
  { grain, widthMs }: GroupCounts,
): Promise<GroupRecord[]> {
  // Counts are whole: the first one counts as in the charts, from its beginning.
  const first = new Date(Math.floor(from.getTime() / widthMs) * widthMs);
  const filter = new SqlFilter([first, to, grain, client])
    .always("r.grain = $3 AND r.level = 'full' AND r.client = $4::text AND r.failures > 0 AND r.entry <> ''")
    .always("r.bucket >= $1 AND r.bucket < $2")
    .where("r.provider = ?", filters.provider)
    .where("r.region = ?", filters.region)
    .where("r.product = ?", filters.product)
    .where("r.family = ?", filters.family)
    .where("r.entry = ?", filters.entry);
  const seen = (end: "min" | "max", bucket: string) => `coalesce((SELECT ${end}(f.at) FROM failure f
    WHERE f.entry_id = t.entry AND f.family = t.family AND f.provider = t.provider AND f.region = t.region
      AND coalesce(f.product, '') = t.product AND f.client_id = $4::text::uuid
      AND f.at >= ${bucket} AND f.at < ${bucket} + interval '${widthMs} ms' AND f.at < $2), ${bucket})`;
  const rows = await sql.query<GroupRecord & Record<string, unknown>>(
    `WITH cell AS (
       SELECT r.entry, r.family, r.provider, r.region, r.product, ${trendIndexSql("r.bucket", from, to)} AS bucket,
         min(r.bucket) AS first_bucket, max(r.bucket) AS last_bucket, sum(r.failures)::int8 AS n
       FROM rollup r ${filter.sql} GROUP BY 1, 2, 3, 4, 5, 6),
     total AS MATERIALIZED (
       SELECT ${keys}, min(first_bucket) AS first_bucket, max(last_bucket) AS last_bucket, sum(n)::int AS n,
         jsonb_object_agg(bucket, n) AS trend FROM cell GROUP BY ${keys}),
     found AS MATERIALIZED (
       SELECT t.*, ${seen("max", "t.last_bucket")} AS last_at FROM total t ORDER BY last_at DESC LIMIT ${filter.bind(limit)})
     SELECT t.entry AS entry_id, t.family, t.provider, t.region, nullif(t.product, '') AS product, NULL AS message, t.n,
       ${seen("min", "t.first_bucket")} AS first_at, t.last_at, 1 AS clients, t.trend FROM found t`,
    filter.values,
  );
  return rows;
}
