import type { FailureFilters } from "#lib/contracts/failures.ts";
import type { Family, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { failureFilter } from "#server/jobs/index.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";
import { countsSource } from "../rollups/counts-source.ts";

/** Buckets of a group's trend. */
export const trendBuckets = 24;
/** What nothing recognised is grouped by its words, from this many of the newest at most. */
const mostUnrecognised = 20_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

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

export interface GroupQuestion {
  filters: FailureFilters;
  from: Date;
  to: Date;
  now: Date;
  limit: number;
}

/**
 * Failures of the window by entry × provider × region × product, the last seen first; what has no entry is grouped by
 * its status and the start of its message. Recognised ones are counted from the rollups where these know the filters.
 */
export async function selectGroups(sql: SqlRunner, question: GroupQuestion): Promise<GroupRecord[]> {
  const { filters, limit } = question;
  const source = rollupSource(question);
  if (!source) return groupsOfFacts(sql, question, failureFilter(filters, question));
  const [recognised, others] = await Promise.all([
    recognisedGroups(sql, question, source),
    filters.entry ? [] : groupsOfFacts(sql, question, failureFilter(filters, question).always("f.entry_id IS NULL")),
  ]);
  return [...recognised, ...others].sort((a, b) => b.last_at.getTime() - a.last_at.getTime()).slice(0, limit);
}

/** Whether a filter asks for what the counts do not know. */
function factsOnly({ q, surface, match, client }: FailureFilters): boolean {
  return [q, surface, match, client].some((value) => value !== undefined);
}

type Counts = { grain: string; widthMs: number };

/** The rollups that answer a question; null where only the failures themselves do. */
function rollupSource({ filters, from, to, now }: GroupQuestion): Counts | null {
  if (factsOnly(filters)) return null;
  const span = to.getTime() - from.getTime();
  const widthMs = span <= 26 * hourMs ? minuteMs : span <= 8 * 24 * hourMs ? 15 * minuteMs : 24 * hourMs;
  const { grain } = countsSource({ scope: filters, from, to, widthMs, now });
  return grain === "facts" ? null : { grain, widthMs };
}

async function recognisedGroups(sql: SqlRunner, question: GroupQuestion, { grain }: Counts): Promise<GroupRecord[]> {
  const { filters, from, to, now, limit } = question;
  const filter = new SqlFilter([from, to, grain])
    .always("g.last_at >= $1")
    .always("g.first_at < $2")
    .where("g.provider = ?", filters.provider)
    .where("g.region = ?", filters.region)
    .where("g.product = ?", filters.product)
    .where("g.family = ?", filters.family)
    .where("g.entry = ?", filters.entry);
  // Of a window that reaches to now, the groups seen last are known before anything is counted.
  const current = to.getTime() >= now.getTime() - minuteMs;
  const most = filter.bind(limit);
  const width = Math.max(1, (to.getTime() - from.getTime()) / trendBuckets);
  const bucket = (at: string) =>
    `greatest(0, least(${trendBuckets - 1}, floor((extract(epoch FROM ${at}) * 1000 - ${from.getTime()}) / ${width})))::int`;
  const rows = await sql.query<GroupRecord & { last_bucket: Date } & Record<string, unknown>>(
    `WITH candidate AS MATERIALIZED (
       SELECT * FROM failure_group g ${filter.sql} ORDER BY g.last_at DESC ${current ? `LIMIT ${most}` : ""}),
     cell AS (
       SELECT c.entry, c.family, c.provider, c.region, c.product, ${bucket("r.bucket")} AS bucket, max(r.bucket) AS last_bucket,
         sum(r.failures)::int8 AS n
       FROM candidate c JOIN rollup r ON r.entry = c.entry AND r.family = c.family AND r.provider = c.provider AND r.region = c.region
         AND r.product = c.product
       WHERE r.grain = $3 AND r.level = 'place' AND r.entry <> '' AND r.bucket >= date_bin('1 minute', $1, '2000-01-01 00:00:00+00')
         AND r.bucket < $2 AND r.failures > 0
       GROUP BY 1, 2, 3, 4, 5, 6),
     total AS (
       SELECT entry, family, provider, region, product, sum(n)::int AS n, max(last_bucket) AS last_bucket, jsonb_object_agg(bucket, n) AS trend
       FROM cell GROUP BY 1, 2, 3, 4, 5 ORDER BY last_bucket DESC LIMIT ${most})
     SELECT t.entry AS entry_id, t.family, t.provider, t.region, t.product, NULL AS message, t.n, c.first_at,
       CASE WHEN c.last_at < $2 THEN c.last_at ELSE t.last_bucket END AS last_at, t.trend,
       (SELECT count(DISTINCT r.client) FILTER (WHERE r.client <> '')::int FROM rollup r WHERE r.grain = $3 AND r.level = 'full'
          AND r.entry = t.entry AND r.entry <> '' AND r.family = t.family AND r.provider = t.provider AND r.region = t.region
          AND r.product = t.product AND r.bucket >= date_bin('1 minute', $1, '2000-01-01 00:00:00+00') AND r.bucket < $2) AS clients
     FROM total t JOIN candidate c USING (entry, family, provider, region, product)`,
    filter.values,
  );
  return rows.map((row) => ({ ...row, product: row.product || null }));
}

/** The groups of the failures a filter holds, from the failures themselves. */
function groupsOfFacts(
  sql: SqlRunner,
  { from, to, limit, filters }: GroupQuestion,
  filter: SqlFilter,
): Promise<GroupRecord[]> {
  const width = Math.max(1, (to.getTime() - from.getTime()) / trendBuckets);
  const bound = factsOnly(filters) ? "" : `ORDER BY f.at DESC LIMIT ${mostUnrecognised}`;
  return sql.query<GroupRecord & Record<string, unknown>>(
    `WITH hit AS (
       SELECT f.entry_id, f.family, f.provider, f.region, f.product, f.client_id, f.at,
         CASE WHEN f.entry_id IS NULL THEN left(f.message, 120) END AS message,
         CASE WHEN f.entry_id IS NULL THEN f.status END AS status,
         LEAST(${trendBuckets - 1}, floor((extract(epoch FROM f.at) * 1000 - ${from.getTime()}) / ${width}))::int AS bucket
       FROM failure f ${filter.sql} ${bound}),
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
