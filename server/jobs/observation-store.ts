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

/** Appends an observation; false when one with the same dedupe key is there already. */
export async function insertObservation(sql: SqlRunner, row: ObservationRow): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO job_observation (job_id, at, last_at, source, vendor_status, state, changed, http_status, call_id, dedupe_key, detail)
     VALUES ($1,$2,$2,$3,$4,$5,$6,$7,$8,$9,$10) ON CONFLICT (dedupe_key) DO NOTHING RETURNING id`,
    [
      row.jobId,
      row.at,
      row.source,
      row.vendorStatus,
      row.state,
      row.changed,
      row.httpStatus,
      row.callId,
      row.dedupeKey,
      postgresJson(row.detail),
    ],
  );
  return rows.length === 1;
}

/**
 * Counts an observation onto the last one of its source when that says the same and the job has not changed since;
 * false when there is none such.
 */
export async function foldObservation(sql: SqlRunner, row: ObservationRow): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE job_observation SET count = count + 1, last_at = GREATEST(last_at, $2)
     WHERE id = (SELECT max(id) FROM job_observation WHERE job_id = $1 AND source = $3)
       AND id >= (SELECT coalesce(max(id), 0) FROM job_observation WHERE job_id = $1 AND changed)
       AND vendor_status IS NOT DISTINCT FROM $4 AND http_status IS NOT DISTINCT FROM $5
       AND state IS NOT DISTINCT FROM $6 RETURNING id`,
    [row.jobId, row.at, row.source, row.vendorStatus, row.httpStatus, row.state],
  );
  return rows.length === 1;
}
