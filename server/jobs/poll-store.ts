import type { SqlRunner } from "#server/platform/index.ts";

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
