import type { FailureFilters } from "#lib/contracts/failures.ts";
import type { Family, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { failureFilter } from "#server/jobs/index.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";
import { countsSource } from "../rollups/counts-source.ts";
import { groupsOfClient } from "./client-groups-store.ts";
import { trendIndexSql } from "./group-trend.ts";

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
  const groups = source
    ? await Promise.all([
        filters.client
          ? groupsOfClient(sql, question, filters.client, source)
          : recognisedGroups(sql, question, source),
        filters.entry ? [] : groupsWithoutEntry(sql, question),
      ]).then((lists) => lists.flat())
    : await groupsOfFacts(sql, question);
  return groups.sort((a, b) => b.last_at.getTime() - a.last_at.getTime()).slice(0, limit);
}

/** Whether a filter asks for what the counts do not know. */
function factsOnly({ q, surface, match }: FailureFilters): boolean {
  return [q, surface, match].some((value) => value !== undefined);
}

/** Which counts a question is answered from: their grain, and how much time each covers. */
export interface GroupCounts {
  grain: string;
  widthMs: number;
}

/** The rollups that answer a question; null where only the failures themselves do. */
function rollupSource({ filters, from, to, now }: GroupQuestion): GroupCounts | null {
  if (factsOnly(filters)) return null;
  const span = to.getTime() - from.getTime();
  const widthMs = span <= 26 * hourMs ? minuteMs : span <= 8 * 24 * hourMs ? 15 * minuteMs : 24 * hourMs;
  const { grain } = countsSource({ scope: filters, from, to, widthMs, now });
  return grain === "facts" ? null : { grain, widthMs };
}

async function recognisedGroups(sql: SqlRunner, question: GroupQuestion, counts: GroupCounts): Promise<GroupRecord[]> {
  const { filters, to, now, limit } = question;
  const { grain, widthMs } = counts;
  // Counts are whole: the first one counts as in the charts, from its beginning.
  const from = new Date(Math.floor(question.from.getTime() / widthMs) * widthMs);
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
  const rows = await sql.query<GroupRecord & { last_bucket: Date } & Record<string, unknown>>(
    `WITH candidate AS MATERIALIZED (
       SELECT g.*, row_number() OVER (ORDER BY g.last_at DESC) AS place FROM failure_group g ${filter.sql}
       ORDER BY g.last_at DESC ${current ? `LIMIT ${most}` : ""}),
     cell AS (
       SELECT c.place, ${trendIndexSql(`date_bin('${widthMs} ms', r.bucket, '1970-01-01 00:00:00+00')`, question.from, to)} AS bucket, max(r.bucket) AS last_bucket,
         sum(r.failures)::int8 AS n
       FROM candidate c JOIN rollup r ON r.entry = c.entry AND r.family = c.family AND r.provider = c.provider AND r.region = c.region
         AND r.product = c.product
       WHERE r.grain = $3 AND r.level = 'place' AND r.entry <> '' AND r.bucket >= $1
         AND r.bucket < $2 AND r.failures > 0
       GROUP BY 1, 2),
     total AS (
       SELECT place, sum(n)::int AS n, max(last_bucket) AS last_bucket, jsonb_object_agg(bucket, n) AS trend
       FROM cell GROUP BY 1 ORDER BY last_bucket DESC LIMIT ${most})
     SELECT c.entry AS entry_id, c.family, c.provider, c.region, c.product, NULL AS message, t.n, c.first_at,
       CASE WHEN c.last_at < $2 THEN c.last_at ELSE t.last_bucket END AS last_at, t.trend,
       (SELECT count(DISTINCT r.client) FILTER (WHERE r.client <> '')::int FROM rollup r WHERE r.grain = $3 AND r.level = 'full'
          AND r.entry = c.entry AND r.entry <> '' AND r.family = c.family AND r.provider = c.provider AND r.region = c.region
          AND r.product = c.product AND r.bucket >= $1 AND r.bucket < $2) AS clients
     FROM total t JOIN candidate c USING (place)`,
    filter.values,
  );
  return rows.map((row) => ({ ...row, product: row.product || null }));
}

/**
 * The groups of the failures a filter holds, from the failures themselves. What has an entry is grouped by it alone, which
 * an index of one client's failures can tell.
 */
async function groupsOfFacts(sql: SqlRunner, question: GroupQuestion): Promise<GroupRecord[]> {
  const { filters } = question;
  const [recognised, others] = await Promise.all([
    factGroups(sql, question, failureFilter(filters, question).always("f.entry_id IS NOT NULL"), noWords),
    filters.entry ? [] : groupsWithoutEntry(sql, question),
  ]);
  return [...recognised, ...others];
}

function groupsWithoutEntry(sql: SqlRunner, question: GroupQuestion): Promise<GroupRecord[]> {
  const filter = failureFilter(question.filters, question).always("f.entry_id IS NULL");
  return factGroups(sql, question, filter, {
    message: "coalesce(left(f.message, 120), '')",
    status: "coalesce(f.status, 0)",
  });
}

const noWords = { message: "''", status: "0" };

/** Groups by entry, place and product, and by the words and status `by` names. */
function factGroups(
  sql: SqlRunner,
  { from, to, limit, filters }: GroupQuestion,
  filter: SqlFilter,
  by: { message: string; status: string },
): Promise<GroupRecord[]> {
  const bound = factsOnly(filters) ? "" : `ORDER BY f.at DESC LIMIT ${mostUnrecognised}`;
  const keys = "entry, family, provider, region, product, message, status";
  return sql.query<GroupRecord & Record<string, unknown>>(
    `WITH cell AS MATERIALIZED (
       SELECT ${keys}, bucket, client_id, count(*)::int AS n, min(at) AS first_at, max(at) AS last_at
       FROM (SELECT coalesce(f.entry_id, '') AS entry, f.family, f.provider, f.region, coalesce(f.product, '') AS product, f.client_id,
           f.at, ${by.message} AS message, ${by.status} AS status, ${trendIndexSql("f.at", from, to)} AS bucket
         FROM failure f ${filter.sql} ${bound}) hit
       GROUP BY ${keys}, bucket, client_id),
     found AS MATERIALIZED (
       SELECT ${keys}, sum(n)::int AS n, min(first_at) AS first_at, max(last_at) AS last_at, count(DISTINCT client_id)::int AS clients
       FROM cell GROUP BY ${keys} ORDER BY last_at DESC LIMIT ${filter.bind(limit)}),
     trend AS (
       SELECT ${keys}, jsonb_object_agg(bucket, n) AS trend
       FROM (SELECT ${keys}, bucket, sum(n)::int AS n FROM cell GROUP BY ${keys}, bucket) counted GROUP BY ${keys})
     SELECT nullif(entry, '') AS entry_id, family, provider, region, nullif(product, '') AS product, nullif(message, '') AS message,
       n, first_at, last_at, clients, trend
     FROM found JOIN trend USING (${keys})`,
    filter.values,
  );
}
