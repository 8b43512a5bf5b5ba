import type { SqlRunner } from "#server/platform/index.ts";
import { type JobRecord, type JobRow, rowOf } from "./store.ts";

/**
 * Takes up to `limit` due jobs for `owner`, the longest due first; rows another process is looking at are passed over,
 * and so are the places (`provider/region`) in `full`.
 */
export async function leaseDueJobs(
  sql: SqlRunner,
  input: { owner: string; now: Date; leaseMs: number; limit: number; full: readonly string[] },
): Promise<JobRow[]> {
  const records = await sql.query<JobRecord>(
    `WITH due AS MATERIALIZED (
       SELECT id FROM job WHERE next_poll_at <= $3 AND (lease_until IS NULL OR lease_until < $3)
         AND provider || '/' || region <> ALL($5::text[])
       ORDER BY next_poll_at LIMIT $4 FOR UPDATE SKIP LOCKED)
     UPDATE job SET lease_owner = $1, lease_until = $2 FROM due WHERE job.id = due.id RETURNING job.*`,
    [input.owner, new Date(input.now.getTime() + input.leaseMs), input.now, input.limit, input.full],
  );
  return records.map(rowOf);
}

/**
 * Notes a bad poll: the job itself is untouched, it is asked again at `nextPollAt`; not so one that has ended and whose
 * bill is no longer awaited.
 */
export async function postponePoll(sql: SqlRunner, id: string, now: Date, nextPollAt: Date): Promise<void> {
  await sql.query(
    `UPDATE job SET next_poll_at = CASE WHEN ended_at IS NULL OR settle_until > $2 THEN $3::timestamptz END,
       settle_until = CASE WHEN settle_until > $2 THEN settle_until END, poll_count = poll_count + 1,
       poll_errors = poll_errors + 1, lease_owner = NULL, lease_until = NULL WHERE id = $1`,
    [id, now, nextPollAt],
  );
}

/** Gives a leased job back, to be taken again at `at`. */
export async function deferPoll(sql: SqlRunner, id: string, at: Date): Promise<void> {
  await sql.query("UPDATE job SET next_poll_at = $2, lease_owner = NULL, lease_until = NULL WHERE id = $1", [id, at]);
}

/** Makes a job due now, if it is still followed. */
export async function pollSoon(
  sql: SqlRunner,
  provider: string,
  region: string,
  vendorJobId: string,
  at: Date,
): Promise<void> {
  await sql.query(
    `UPDATE job SET next_poll_at = $4 WHERE provider = $1 AND region = $2 AND vendor_job_id = $3
       AND next_poll_at > $4`,
    [provider, region, vendorJobId, at],
  );
}

/** Ends the leases of processes that are gone: silent since `deadBefore`, and not `self`; returns how many. */
export async function endOrphanedLeases(
  sql: SqlRunner,
  { self, deadBefore }: { self: string; deadBefore: Date },
): Promise<number> {
  const rows = await sql.query(
    `UPDATE job SET lease_owner = NULL, lease_until = NULL WHERE next_poll_at IS NOT NULL AND lease_owner <> $2
       AND NOT EXISTS (SELECT 1 FROM instance n WHERE n.id = lease_owner AND n.last_seen_at >= $1) RETURNING id`,
    [deadBefore, self],
  );
  return rows.length;
}
