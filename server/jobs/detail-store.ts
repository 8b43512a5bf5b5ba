import type { Exchange, TimelineRow } from "#lib/contracts/jobs.ts";
import type { SqlRunner } from "#server/platform/index.ts";

/** Longest timeline a job page loads. */
const maxTimelineRows = 500;

interface ObservationRecord {
  id: number;
  at: Date;
  last_at: Date;
  count: number;
  source: TimelineRow["source"];
  state: TimelineRow["state"];
  vendor_status: string | null;
  changed: boolean;
  http_status: number | null;
  call_id: string | null;
  detail: Record<string, unknown>;
}

/** What was heard about a job, oldest first; of an endless timeline the newest rows. */
export async function selectTimeline(sql: SqlRunner, jobId: string): Promise<TimelineRow[]> {
  const rows = await sql.query<ObservationRecord>(
    `SELECT * FROM (SELECT * FROM job_observation WHERE job_id = $1 ORDER BY at DESC, id DESC LIMIT $2) AS newest
     ORDER BY at, id`,
    [jobId, maxTimelineRows],
  );
  return rows.map((row) => ({
    id: String(row.id),
    at: row.at.toISOString(),
    lastAt: row.last_at.toISOString(),
    count: row.count,
    source: row.source,
    state: row.state,
    vendorStatus: row.vendor_status,
    changed: row.changed,
    httpStatus: row.http_status,
    callId: row.call_id,
    detail: row.detail,
  }));
}

interface CallRecord {
  id: string;
  started_at: Date;
  method: string;
  path: string;
  operation: string | null;
  status: number | null;
  latency_ms: number | null;
  gateway_ms: number | null;
  bytes_up: number;
  bytes_down: number;
  attempt_log: Exchange["attempts"];
  request: Exchange["request"];
  response: Exchange["response"];
}

const body = (part: string) =>
  `(SELECT json_build_object('contentType', b.content_type, 'body', b.body, 'truncated', b.truncated)
    FROM call_body b WHERE b.call_id = c.id AND b.part = '${part}' LIMIT 1) AS ${part}`;

function exchangeOf(row: CallRecord): Exchange {
  return {
    label: row.operation ?? `${row.method} ${row.path}`,
    callId: row.id,
    at: row.started_at.toISOString(),
    method: row.method,
    path: row.path,
    status: row.status,
    latencyMs: row.latency_ms,
    gatewayMs: row.gateway_ms,
    bytesUp: row.bytes_up,
    bytesDown: row.bytes_down,
    attempts: row.attempt_log,
    request: row.request,
    response: row.response,
  };
}

const callColumns = `c.id, c.started_at, c.method, c.path, c.operation, c.status, c.latency_ms, c.gateway_ms, c.bytes_up, c.bytes_down,
  c.attempt_log,
  ${body("request")}, ${body("response")}`;

/** The call that made a job. */
export async function selectCall(sql: SqlRunner, callId: string): Promise<Exchange | null> {
  const [row] = await sql.query<CallRecord>(`SELECT ${callColumns} FROM call c WHERE c.id = $1`, [callId]);
  return row ? exchangeOf(row) : null;
}

/** The newest calls that spoke of a job and whose bodies were kept. */
export async function selectJobCalls(sql: SqlRunner, jobId: string, limit: number): Promise<Exchange[]> {
  const rows = await sql.query<CallRecord>(
    `SELECT ${callColumns} FROM call c
     WHERE c.job_id = $1 AND EXISTS (SELECT 1 FROM call_body b WHERE b.call_id = c.id)
     ORDER BY c.started_at DESC LIMIT $2`,
    [jobId, limit],
  );
  return rows.map(exchangeOf);
}

/** Median duration of jobs that ended like this one lately, in milliseconds; null with fewer than five. */
export async function usualDurationMs(
  sql: SqlRunner,
  job: { provider: string; region: string; product: string },
  since: Date,
): Promise<number | null> {
  const [row] = await sql.query<{ n: number; median: number | null }>(
    `SELECT count(*) AS n, 1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - created_at))::float8 AS median
     FROM job WHERE provider = $1 AND region = $2 AND product = $3 AND ended_at >= $4 AND state IN ('succeeded', 'partial')`,
    [job.provider, job.region, job.product, since],
  );
  return row && row.n >= 5 ? row.median : null;
}
