import type { CallFilters, CallSummary } from "#lib/contracts/calls.ts";
import { type Cursor, encodeCursor } from "#lib/cursor.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";

interface CallRecord {
  id: string;
  started_at: Date;
  provider: CallSummary["provider"];
  region: CallSummary["region"];
  client_id: string | null;
  client_name: string | null;
  method: string;
  path: string;
  operation: string | null;
  product: string | null;
  outcome: CallSummary["outcome"];
  status: number | null;
  error_code: string | null;
  latency_ms: number | null;
  gateway_ms: number | null;
  bytes_up: number;
  bytes_down: number;
  file_name: string | null;
  vendor_request_id: string | null;
  vendor_job_id: string | null;
  job_id: string | null;
  failure_id: string | null;
}

/** A page of calls, newest first. */
export async function selectCalls(
  sql: SqlRunner,
  filters: CallFilters,
  window: { from: Date; to: Date },
  cursor: Cursor | null,
  limit: number,
): Promise<{ items: CallSummary[]; next: string | null }> {
  const filter = new SqlFilter()
    .where("k.started_at >= ?", window.from)
    .where("k.started_at < ?", window.to)
    .where("k.provider = ?", filters.provider)
    .where("k.region = ?", filters.region)
    .where("k.product = ?", filters.product)
    .where("k.client_id = ?", filters.client)
    .where("k.outcome = ?", filters.outcome)
    .where("k.status = ?", filters.status)
    .where("k.job_id = ?", filters.job)
    .where("(k.id::text = ? OR k.vendor_request_id = ? OR k.vendor_job_id = ? OR k.file_name = ?)", filters.q);
  if (cursor) filter.always(`(k.started_at, k.id) < (${filter.bind(cursor.at)}, ${filter.bind(cursor.id)}::uuid)`);
  const rows = await sql.query<CallRecord>(
    `SELECT k.*, c.name AS client_name FROM call k LEFT JOIN client c ON c.id = k.client_id ${filter.sql}
     ORDER BY k.started_at DESC, k.id DESC LIMIT ${filter.bind(limit + 1)}`,
    filter.values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(summaryOf),
    next: last ? encodeCursor({ at: last.started_at, id: last.id }) : null,
  };
}

function summaryOf(row: CallRecord): CallSummary {
  return {
    id: row.id,
    startedAt: row.started_at.toISOString(),
    provider: row.provider,
    region: row.region,
    client: row.client_id && row.client_name ? { id: row.client_id, name: row.client_name } : null,
    method: row.method,
    path: row.path,
    operation: row.operation,
    product: row.product,
    outcome: row.outcome,
    status: row.status,
    errorCode: row.error_code,
    latencyMs: row.latency_ms,
    gatewayMs: row.gateway_ms,
    bytesUp: row.bytes_up,
    bytesDown: row.bytes_down,
    fileName: row.file_name,
    vendorRequestId: row.vendor_request_id,
    vendorJobId: row.vendor_job_id,
    jobId: row.job_id,
    failureId: row.failure_id,
  };
}
