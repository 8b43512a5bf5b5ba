import type { SqlRunner } from "#server/platform/index.ts";

/** A job is never called stuck before this age, in seconds. */
const leastSeconds = 120;
/** Fewer jobs than this teach nothing. */
const fewestJobs = 20;

/** Learns the thresholds anew from the jobs that ended since an instant. Needs a transaction. */
export async function replaceThresholds(sql: SqlRunner, since: Date, now: Date): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtext('stuck_threshold'))");
  await sql.query("DELETE FROM stuck_threshold");
  await sql.query(
    `INSERT INTO stuck_threshold (provider, region, product, seconds, jobs, learned_at)
     SELECT provider, region, product,
       GREATEST(${leastSeconds}, 3 * percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - created_at))),
       count(*), $2
     FROM job WHERE ended_at >= $1 AND state IN ('succeeded', 'partial', 'failed')
     GROUP BY 1, 2, 3 HAVING count(*) >= ${fewestJobs}`,
    [since, now],
  );
}
