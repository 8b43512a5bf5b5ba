import type { JobState, ObservationSource } from "#lib/vocabulary.ts";
import { postgresJson, type SqlRunner } from "#server/platform/index.ts";

/** One thing heard of a job. */
export interface ObservationRow {
  jobId: string;
  at: Date;
  source: ObservationSource;
  vendorStatus: string | null;
  state: JobState | null;
  changed: boolean;
  httpStatus: number | null;
  callId: string | null;
  dedupeKey: string | null;
  detail: Record<string, unknown>;
}

/** The columns of observations in JSON, as SQL. */
export const observationColumnsSql = `"jobId" uuid, at timestamptz, source text, "vendorStatus" text, state text, changed boolean,
  "httpStatus" int, "callId" uuid, "dedupeKey" text, detail jsonb`;

/** SQL that appends those of the observations in a JSON `list` (a set of records) that are `only`. */
export function insertObservationsSql(list: string, only: string): string {
  return `INSERT INTO job_observation (job_id, at, last_at, source, vendor_status, state, changed, http_status, call_id, dedupe_key, detail)
    SELECT "jobId", at, at, source, "vendorStatus", state, changed, "httpStatus", "callId", "dedupeKey", detail
    FROM ${list} AS t(${observationColumnsSql}) WHERE ${only}`;
}

/**
 * SQL that says whether the observation `news` counts onto the kept one `kept`: the last of its source, when that says the
 * same and the job has not changed since.
 */
export function foldsOntoSql(news: string, kept: string): string {
  const ofJob = `SELECT max(id) FROM job_observation WHERE job_id = ${news}."jobId"`;
  return `${kept}.id = (${ofJob} AND source = ${news}.source) AND ${kept}.id >= coalesce((${ofJob} AND changed), 0)
    AND ${kept}.vendor_status IS NOT DISTINCT FROM ${news}."vendorStatus"
    AND ${kept}.http_status IS NOT DISTINCT FROM ${news}."httpStatus" AND ${kept}.state IS NOT DISTINCT FROM ${news}.state`;
}

/** Appends an observation; false when one with the same dedupe key is there already. */
export async function insertObservation(sql: SqlRunner, row: ObservationRow): Promise<boolean> {
  const rows = await sql.query(
    `${insertObservationsSql("json_to_record($1::json)", "true")} ON CONFLICT (dedupe_key) DO NOTHING RETURNING id`,
    [postgresJson(row)],
  );
  return rows.length === 1;
}

/** Counts an observation onto the one it says again; false when there is none such. */
export async function foldObservation(sql: SqlRunner, row: ObservationRow): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE job_observation o SET count = o.count + 1, last_at = GREATEST(o.last_at, n.at)
     FROM json_to_record($1::json) AS n(${observationColumnsSql}) WHERE ${foldsOntoSql("n", "o")} RETURNING o.id`,
    [postgresJson(row)],
  );
  return rows.length === 1;
}

/** Whether news of this key were heard before. */
export async function isHeard(sql: SqlRunner, dedupeKey: string): Promise<boolean> {
  const rows = await sql.query("SELECT 1 FROM job_observation WHERE dedupe_key = $1", [dedupeKey]);
  return rows.length > 0;
}
