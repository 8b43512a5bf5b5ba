import { postgresJson, type SqlRunner } from "#server/platform/index.ts";

/** One failure, as it is kept for good. */
export interface FailureRow {
  id: string;
  at: Date;
  provider: string;
  region: string;
  product: string | null;
  clientId: string | null;
  surface: string;
  callId: string | null;
  jobId: string | null;
  operation: string | null;
  status: number | null;
  code: string | null;
  message: string | null;
  match: string;
  entryId: string | null;
  family: string;
  rule: string;
  evidence: Record<string, unknown>;
  requestId: string | null;
  billed: string;
}

/** SQL that appends those of the failures in a JSON `list` (a set of records) that are `only`; those that are there already stay as they are. */
export function insertFailuresSql(list: string, only: string): string {
  return `INSERT INTO failure (id, at, provider, region, product, client_id, surface, call_id, job_id, operation, status, code,
      message, match, entry_id, family, rule, evidence, request_id, billed)
    SELECT id, at, provider, region, product, "clientId", surface, "callId", "jobId", operation, status, code,
      message, match, "entryId", family, rule, evidence, "requestId", billed
    FROM ${list} AS t(id uuid, at timestamptz, provider text, region text, product text,
      "clientId" uuid, surface text, "callId" uuid, "jobId" uuid, operation text, status int, code text, message text,
      match text, "entryId" text, family text, rule text, evidence jsonb, "requestId" text, billed text)
    WHERE ${only} ON CONFLICT DO NOTHING`;
}

/** Appends failures in one statement. */
export async function insertFailures(sql: SqlRunner, rows: readonly FailureRow[]): Promise<void> {
  if (rows.length > 0) await sql.query(insertFailuresSql("json_to_recordset($1::json)", "true"), [postgresJson(rows)]);
}
