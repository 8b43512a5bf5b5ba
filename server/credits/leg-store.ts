import type { SqlRunner } from "#server/platform/index.ts";

// Parts that jobs shared, or whose document they were asked about.
const touchedSql = `looked AS (SELECT id, provider, region, vendor_job_id, file_id FROM job WHERE id = ANY($1::uuid[])),
  touched AS (
    SELECT provider, region, billed_key FROM credit_rider WHERE job_id = ANY($1::uuid[])
    UNION
    SELECT r.provider, r.region, r.billed_key FROM looked k JOIN credit_rider r ON r.provider = k.provider AND r.region = k.region
      AND r.billed_key IN (k.file_id, k.vendor_job_id)
    UNION
    SELECT r.provider, r.region, r.billed_key FROM looked k
    JOIN job x ON x.provider = k.provider AND x.region = k.region AND x.file_id = k.file_id JOIN credit_rider r ON r.job_id = x.id)`;

/** A part that Docket follows as a job was asked for by itself, or read: that job is judged, not the part. */
const isFollowed =
  "EXISTS (SELECT 1 FROM job p WHERE p.provider = e.provider AND p.region = e.region AND p.vendor_job_id = e.billed_key)";

/** Another job of the same document that did not fail, and of which the vendor has not said what it was billed for. */
const mayStandOn = `EXISTS (SELECT 1 FROM rider x JOIN job k ON k.provider = x.provider AND k.region = x.region AND k.file_id = x.file_id
  WHERE x.provider = e.provider AND x.region = e.region AND x.billed_key = e.billed_key AND x.file_id <> e.billed_key
    AND k.state NOT IN ('failed', 'cancelled') AND NOT EXISTS (SELECT 1 FROM credit_entry b WHERE b.provider = k.provider
      AND b.region = k.region AND b.billed_key = k.vendor_job_id AND b.source = 'reported'))`;

/**
 * Judges the parts that were billed once for many jobs, as far as these jobs have to do with them. A part is lost when every
 * job known to stand on it ended badly; where one may have ended well for all we know, it is listed without a figure.
 */
export async function judgeLegs(sql: SqlRunner, jobIds: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `WITH ${touchedSql},
     leg AS (
       SELECT e.* FROM touched JOIN credit_entry e USING (provider, region, billed_key) WHERE e.credits > 0 AND NOT ${isFollowed}),
     rider AS (
       SELECT e.provider, e.region, e.billed_key, x.id, x.vendor_job_id, x.state, x.file_id, x.ended_at
       FROM leg e JOIN credit_rider r USING (provider, region, billed_key) JOIN job x ON x.id = r.job_id
       UNION
       SELECT e.provider, e.region, e.billed_key, x.id, x.vendor_job_id, x.state, x.file_id, x.ended_at
       FROM leg e JOIN job x ON x.provider = e.provider AND x.region = e.region AND x.file_id = e.billed_key),
     ridden AS (
       SELECT provider, region, billed_key, bool_or(state = 'lost') AS is_unheard, bool_or(file_id IS NULL) AS is_unnamed,
         array_agg(vendor_job_id ORDER BY ended_at, id) AS riders, (array_agg(id ORDER BY ended_at, id))[1] AS job_id
       FROM rider GROUP BY 1, 2, 3
       HAVING bool_and(state IN ('failed', 'cancelled', 'lost') AND ended_at IS NOT NULL)),
     judged AS (
       SELECT e.*, d.riders, d.job_id AS rider_id, CASE
         WHEN d.is_unheard THEN 'lost' WHEN d.is_unnamed THEN 'document' WHEN ${mayStandOn} THEN 'another' END AS doubt
       FROM leg e JOIN ridden d USING (provider, region, billed_key)),
     kept AS (
       INSERT INTO credit_loss AS l (job_id, at, kind, provider, region, product, client_id, vendor_job_id, source, billed, credits,
         evidence, updated_at)
       SELECT rider_id, at, 'leg', provider, region, product, client_id, billed_key, source, credits,
         CASE WHEN doubt IS NULL THEN credits END, jsonb_build_object('leg', billed_key, 'product', product, 'jobs', riders, 'doubt', doubt), $2
       FROM judged ORDER BY provider, region, billed_key
       ON CONFLICT (provider, region, vendor_job_id) DO UPDATE SET job_id = excluded.job_id, at = excluded.at, kind = excluded.kind,
         product = excluded.product, client_id = excluded.client_id, source = excluded.source, billed = excluded.billed,
         credits = excluded.credits, evidence = excluded.evidence, updated_at = excluded.updated_at)
     DELETE FROM credit_loss l USING touched t
     WHERE l.kind = 'leg' AND l.provider = t.provider AND l.region = t.region AND l.vendor_job_id = t.billed_key
       AND NOT EXISTS (SELECT 1 FROM judged j
         WHERE j.provider = t.provider AND j.region = t.region AND j.billed_key = t.billed_key)`,
    [jobIds, now],
  );
}
