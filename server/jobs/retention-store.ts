import { type Database, dropPartitionsBefore } from "#server/platform/index.ts";

/** Jobs that go in one transaction. */
const jobsAtOnce = 2_000;
/** Timeline rows that lose their excerpt in one statement. */
const excerptsAtOnce = 5_000;

/** Drops the failures from before a Monday; returns how many, by estimate. */
export function dropOldFailures(db: Database, before: Date): Promise<number> {
  return dropPartitionsBefore(db, "failure", "at", before);
}

/**
 * Deletes the jobs that were made and ended before an instant, with their timelines, the files and ledger rows of that
 * time; what they were counted as stays counted. Returns how many jobs went.
 */
export async function dropOldJobs(db: Database, before: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const gone = await db.sqlTransaction(async (sql) => {
      const rows = await sql.query<{ id: string }>(
        `DELETE FROM job WHERE id IN (SELECT id FROM job WHERE created_at < $1 AND ended_at < $1 ORDER BY created_at LIMIT ${jobsAtOnce})
         RETURNING id`,
        [before],
      );
      await sql.query("DELETE FROM job_observation WHERE job_id = ANY($1::uuid[])", [rows.map(({ id }) => id)]);
      return rows.length;
    });
    total += gone;
    if (gone < jobsAtOnce) break;
  }
  await db.sqlTransaction(async (sql) => {
    await sql.query("SET LOCAL docket.keep_counts = 'on'");
    await sql.query("DELETE FROM credit_entry WHERE at < $1", [before]);
  });
  await db.sql.query("DELETE FROM vendor_file WHERE created_at < $1", [before]);
  return total;
}

/** Takes the excerpts of bodies out of timeline rows from before an instant; returns of how many. */
export async function dropOldExcerpts(db: Database, before: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await db.sql.query(
      `UPDATE job_observation SET detail = detail - 'body' WHERE id IN (
         SELECT id FROM job_observation WHERE at < $1 AND detail ? 'body' LIMIT ${excerptsAtOnce}) RETURNING id`,
      [before],
    );
    total += rows.length;
    if (rows.length < excerptsAtOnce) return total;
  }
}
