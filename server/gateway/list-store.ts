import type { CallFilters, CallSummary } from "#lib/contracts/calls.ts";
import type { Cursor } from "#lib/cursor.ts";
import { keysetOf, pageOf, SqlFilter, type SqlRunner } from "#server/platform/index.ts";

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
  attempts: number;
  attempt_log: CallSummary["attemptLog"];
  job_id: string | null;
  failure_id: string | null;
}

/** What narrows a list of calls. */
export interface CallQuestion {
  filters: CallFilters;
  from: Date;
  to: Date;
}

/** A page of calls, the newest first unless asked otherwise. */
export async function selectCalls(
  sql: SqlRunner,
  question: CallQuestion,
  cursor: Cursor | null,
  limit: number,
): Promise<{ items: CallSummary[]; next: string | null }> {
  const filter = callFilter(question);
  const keyset = keysetOf("k", "started_at", question.filters.order);
  keyset.startAfter(filter, cursor);
  // Which ones first, which an index may tell alone; then these few whole.
  const rows = await sql.query<CallRecord>(
    `WITH page AS MATERIALIZED (SELECT k.id, k.started_at FROM call k ${filter.sql}
       ORDER BY ${keyset.orderBy} LIMIT ${filter.bind(limit + 1)})
     SELECT k.*, c.name AS client_name FROM page p JOIN call k ON k.id = p.id AND k.started_at = p.started_at
       LEFT JOIN client c ON c.id = k.client_id ORDER BY ${keyset.orderBy}`,
    filter.values,
  );
  return pageOf(rows, limit, (row) => row.started_at, summaryOf);
}

/** How many calls a list holds, counted to `most` at most. */
export async function countCalls(sql: SqlRunner, question: CallQuestion, most: number): Promise<number> {
  const filter = callFilter(question);
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM call k ${filter.sql} LIMIT ${filter.bind(most)}) counted`,
    filter.values,
  );
  return row?.n ?? 0;
}

const uuidShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function callFilter({ filters, from, to }: CallQuestion): SqlFilter {
  const filter = new SqlFilter()
    .where("k.started_at >= ?", from)
    .where("k.started_at < ?", to)
    .where("k.provider = ?", filters.provider)
    .where("k.region = ?", filters.region)
    .where("k.product = ?", filters.product)
    .where("k.client_id = ?", filters.client)
    .where("k.outcome = ?", filters.outcome)
    .where("k.status = ?", filters.status)
    .where("k.job_id = ?", filters.job);
  // Indexes hold only these; the planner has to be told what follows.
  if (filters.outcome && filters.outcome !== "answered") filter.always("k.outcome <> 'answered'");
  if (filters.status && filters.status >= 400) filter.always("k.status >= 400");
  if (filters.q) {
    const q = filter.bind(filters.q);
    const byId = uuidShape.test(filters.q) ? `UNION ALL SELECT id FROM call WHERE id = ${q}::uuid` : "";
    filter.always(
      `k.id IN (SELECT id FROM call WHERE vendor_request_id = ${q}
         UNION ALL SELECT id FROM call WHERE file_name = ${q}
         UNION ALL SELECT id FROM call WHERE job_id IN (SELECT id FROM job WHERE vendor_job_id = ${q})
         UNION ALL SELECT id FROM call WHERE vendor_job_id = ${q} AND job_id IS NULL ${byId})`,
    );
  }
  return filter;
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
    attempts: row.attempts,
    attemptLog: row.attempt_log,
    jobId: row.job_id,
    failureId: row.failure_id,
  };
}
