import type { FailureFilters, FailureSummary } from "#lib/contracts/failures.ts";
import type { Cursor } from "#lib/cursor.ts";
import { entryById } from "#server/catalog/index.ts";
import { keysetOf, pageOf, SqlFilter, type SqlRunner } from "#server/platform/index.ts";
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

/** The conditions every question about failures shares, on the alias `f`. */
export function failureFilter(filters: FailureFilters, window: { from: Date; to: Date }): SqlFilter {
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
    .where("f.surface = ?", filters.surface)
    .where("(f.request_id = ? OR f.id::text = ? OR strpos(lower(f.message), lower(?)) > 0)", filters.q);
}

/** A page of failures, the newest first unless asked otherwise. */
export async function selectFailures(
  sql: SqlRunner,
  filters: FailureFilters,
  window: { from: Date; to: Date },
  cursor: Cursor | null,
  limit: number,
): Promise<{ items: FailureSummary[]; next: string | null }> {
  const filter = failureFilter(filters, window);
  const keyset = keysetOf("f", "at", filters.order);
  keyset.startAfter(filter, cursor);
  const rows = await sql.query<FailureRecord>(
    `WITH page AS MATERIALIZED (SELECT f.* FROM failure f ${filter.sql}
       ORDER BY ${keyset.orderBy} LIMIT ${filter.bind(limit + 1)})
     ${selection.replace("FROM failure f", "FROM page f")} ORDER BY ${keyset.orderBy}`,
    filter.values,
  );
  return pageOf(rows, limit, (row) => row.at, summaryOf);
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
