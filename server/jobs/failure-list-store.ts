import type { FailureFilters, FailureSummary } from "#lib/contracts/failures.ts";
import type { Cursor } from "#lib/cursor.ts";
import { entryById } from "#server/catalog/index.ts";
import { type Keyset, keysetOf, pageOf, SqlFilter, type SqlRunner } from "#server/platform/index.ts";
import { titleOf } from "./failure-title.ts";

interface FailureRecord {
  id: string;
  at: Date;
  provider: FailureSummary["provider"];
  region: FailureSummary["region"];
  product: string | null;
  client_id: string | null;
  client_name: string | null;
  surface: FailureSummary["surface"];
  call_id: string | null;
  job_id: string | null;
  operation: string | null;
  status: number | null;
  code: string | null;
  message: string | null;
  match: FailureSummary["match"];
  entry_id: string | null;
  family: FailureSummary["family"];
  rule: string;
  evidence: Record<string, unknown>;
  request_id: string | null;
  billed: FailureSummary["billed"];
  file_name: string | null;
}

const selection = `SELECT f.*, c.name AS client_name, coalesce(j.file_name, k.file_name) AS file_name FROM failure f
  LEFT JOIN client c ON c.id = f.client_id
  LEFT JOIN job j ON j.id = f.job_id
  LEFT JOIN call k ON k.id = f.call_id AND k.started_at > f.at - interval '2 days' AND k.started_at <= f.at`;

/** Failures whose words a search is compared with one by one. */
const mostCompared = 5_000;
const uuidShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The conditions every question about failures shares, on the alias `f`. */
export function failureFilter(filters: FailureFilters, window: Window): SqlFilter {
  const filter = filterWithoutSearch(filters, window);
  return filters.q === undefined ? filter : whereFound(filter, filters.q);
}

interface Window {
  from: Date;
  to: Date;
}

/** Narrows it to what a search finds by its indexes: a failure's own id, the vendor's request id, words of its message. */
function whereFound(filter: SqlFilter, q: string): SqlFilter {
  const text = filter.bind(q);
  const words = filter.bind(`%${q.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`);
  const byId = uuidShape.test(q) ? `UNION ALL SELECT id FROM failure WHERE id = ${text}::uuid` : "";
  return filter.always(`f.id IN (SELECT id FROM failure WHERE request_id = ${text}
    UNION ALL SELECT id FROM failure WHERE lower(message) LIKE ${words} ${byId})`);
}

function filterWithoutSearch(filters: FailureFilters, window: Window): SqlFilter {
  return new SqlFilter()
    .where("f.at >= ?", window.from)
    .where("f.at < ?", window.to)
    .where("f.provider = ?", filters.provider)
    .where("f.region = ?", filters.region)
    .where("f.product = ?", filters.product)
    .where("f.client_id = ?", filters.client)
    .where("f.entry_id = ?", filters.entry)
    .where("f.family = ?", filters.family)
    .where("f.match = ?", filters.match)
    .where("f.match <> 'entry' AND ? <> 'entry'", filters.match === "entry" ? undefined : filters.match)
    .where("f.surface = ?", filters.surface);
}

/** A page of failures, the newest first unless asked otherwise. */
export async function selectFailures(
  sql: SqlRunner,
  filters: FailureFilters,
  window: Window,
  cursor: Cursor | null,
  limit: number,
): Promise<{ items: FailureSummary[]; next: string | null }> {
  const soon =
    filters.q === undefined ? null : await searchFirst(sql, { ...filters, q: filters.q }, window, cursor, limit);
  const filter = failureFilter(filters, window);
  const keyset = keysetOf("f", "at", filters.order);
  keyset.startAfter(filter, cursor);
  const rows = soon ?? (await readPage(sql, "failure f", filter, keyset, limit));
  return pageOf(rows, limit, (row) => row.at, summaryOf);
}

/**
 * A page of a search from the first failures of the list alone: words that many messages hold fill it at once, and have too
 * many others for an index. Null where these failures do not decide.
 */
async function searchFirst(
  sql: SqlRunner,
  filters: FailureFilters & { q: string },
  window: Window,
  cursor: Cursor | null,
  limit: number,
): Promise<FailureRecord[] | null> {
  const filter = filterWithoutSearch(filters, window);
  const keyset = keysetOf("f", "at", filters.order);
  keyset.startAfter(filter, cursor);
  const list = `(SELECT f.* FROM failure f ${filter.sql} ORDER BY ${keyset.orderBy}`;
  const found = new SqlFilter([...filter.values]).where(
    "(f.request_id = ? OR f.id::text = lower(?) OR strpos(lower(f.message), lower(?)) > 0)",
    filters.q,
  );
  const rows = await readPage(sql, `${list} LIMIT ${mostCompared}) f`, found, keyset, limit);
  if (rows.length > limit) return rows;
  const more = await sql.query(`SELECT 1 FROM ${list} OFFSET ${mostCompared} LIMIT 1) f`, filter.values);
  return more.length === 0 ? rows : null;
}

/** A page of `from`, with what belongs to its rows. One more than `limit`. */
function readPage(
  sql: SqlRunner,
  from: string,
  filter: SqlFilter,
  keyset: Keyset,
  limit: number,
): Promise<FailureRecord[]> {
  return sql.query<FailureRecord>(
    `WITH page AS MATERIALIZED (SELECT f.* FROM ${from} ${filter.sql}
       ORDER BY ${keyset.orderBy} LIMIT ${filter.bind(limit + 1)})
     ${selection.replace("FROM failure f", "FROM page f")} ORDER BY ${keyset.orderBy}`,
    filter.values,
  );
}

/** How many failures a list holds, counted to `most` at most. */
export async function countFailures(
  sql: SqlRunner,
  filters: FailureFilters,
  window: { from: Date; to: Date },
  most: number,
): Promise<number> {
  const filter = failureFilter(filters, window);
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM failure f ${filter.sql} LIMIT ${filter.bind(most)}) counted`,
    filter.values,
  );
  return row?.n ?? 0;
}

/** One failure by id. */
export async function selectFailure(sql: SqlRunner, id: string): Promise<FailureSummary | null> {
  const [row] = await sql.query<FailureRecord>(`${selection} WHERE f.id = $1`, [id]);
  return row ? summaryOf(row) : null;
}

function summaryOf(row: FailureRecord): FailureSummary {
  const entry = row.entry_id ? entryById(row.entry_id) : null;
  return {
    id: row.id,
    at: row.at.toISOString(),
    provider: row.provider,
    region: row.region,
    product: row.product,
    client: row.client_id && row.client_name ? { id: row.client_id, name: row.client_name } : null,
    surface: row.surface,
    callId: row.call_id,
    jobId: row.job_id,
    operation: row.operation,
    status: row.status,
    code: row.code,
    message: row.message,
    match: row.match,
    entryId: row.entry_id,
    title: titleOf(row.entry_id, row.message),
    family: row.family,
    whoActs: entry?.whoActs ?? null,
    retry: entry?.retry ?? null,
    billed: row.billed,
    rule: row.rule,
    evidence: row.evidence,
    requestId: row.request_id,
    fileName: row.file_name,
  };
}
