import { postgresJson, type SqlRunner } from "#server/platform/index.ts";

/** How long results of a kind of job can be fetched. */
export interface Retention {
  provider: string;
  vocabulary: string;
  ms: number;
  source: string;
}

/** Takes up to `limit` due checks away; returns the jobs they name. Rows another process is at are passed over. */
export async function takeDueChecks(sql: SqlRunner, now: Date, limit: number): Promise<string[]> {
  const rows = await sql.query<{ job_id: string }>(
    `DELETE FROM loss_check WHERE id IN (
       SELECT id FROM loss_check WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING job_id::text AS job_id`,
    [now, limit],
  );
  return [...new Set(rows.map(({ job_id }) => job_id))];
}

/** The jobs that were asked for with the same bytes within `windowMs` after these. */
export async function followersOf(sql: SqlRunner, jobIds: readonly string[], windowMs: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT k.id::text AS id FROM job j JOIN job k ON k.provider = j.provider AND k.region = j.region
       AND k.request_digest = j.request_digest AND k.created_at >= j.created_at
       AND k.created_at <= j.created_at + make_interval(secs => $2::float8 / 1000) AND k.id <> j.id
     WHERE j.id = ANY($1::uuid[]) AND j.request_digest IS NOT NULL`,
    [jobIds, windowMs],
  );
  return rows.map(({ id }) => id);
}

const retentionRows = "jsonb_to_recordset($2::jsonb) AS keep(provider text, vocabulary text, ms float8, source text)";

/** Asks for another look at the delivered jobs among these on the day the vendor lets go of their results. */
export async function scheduleExpiry(
  sql: SqlRunner,
  jobIds: readonly string[],
  retentions: readonly Retention[],
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO loss_check (job_id, due_at, expiry)
     SELECT j.id, j.ended_at + make_interval(secs => keep.ms / 1000), true
     FROM job j JOIN ${retentionRows} ON keep.provider = j.provider AND keep.vocabulary = j.vocabulary
     WHERE j.id = ANY($1::uuid[]) AND j.state IN ('succeeded', 'partial') AND j.call_id IS NOT NULL
       AND j.ended_at + make_interval(secs => keep.ms / 1000) > $3
     ON CONFLICT (job_id) WHERE expiry DO NOTHING`,
    [jobIds, postgresJson(retentions), now],
  );
}

/** An answered read after the end, or the very call that made the job and brought its result. */
const wasRead = `EXISTS (SELECT 1 FROM call c WHERE c.job_id = j.id AND c.started_at >= j.created_at - interval '1 day'
  AND c.outcome = 'answered' AND c.status < 300 AND c.ended_at >= j.ended_at AND (c.method = 'GET' OR c.id = j.call_id))`;
/** Another job works on this one's result, or did so and did not fail. */
const isInput = `EXISTS (SELECT 1 FROM job k WHERE k.provider = j.provider AND k.region = j.region AND k.file_id = j.vendor_job_id
  AND k.state NOT IN ('failed', 'cancelled'))`;

/**
 * Judges jobs: what each of them cost and nobody got becomes one row, under the surest kind that holds; a row that holds no
 * longer goes. Only a job with a bill of its own is judged.
 */
export async function judgeLosses(
  sql: SqlRunner,
  jobIds: readonly string[],
  { retentions, windowMs, now }: { retentions: readonly Retention[]; windowMs: number; now: Date },
): Promise<void> {
  await sql.query(
    `WITH judged AS (
       SELECT j.id, e.at, j.provider, j.region, j.product, j.client_id, j.vendor_job_id, j.state, j.pages, j.failed_pages, j.call_id,
         j.error_code, j.ended_at, e.source, e.credits AS billed, made.outcome, twin.id AS twin_id, twin.vendor_job_id AS twin_vendor_id,
         twin.created_at AS twin_at, j.created_at, keep.ms AS kept_ms, keep.source AS kept_source,
         CASE
           WHEN j.state IN ('failed', 'cancelled', 'lost') THEN 'failed'
           WHEN made.outcome IS NOT NULL AND made.outcome <> 'answered' AND NOT ${wasRead} THEN 'caller_gone'
           WHEN twin.id IS NOT NULL THEN 'duplicate'
           WHEN keep.ms IS NOT NULL AND j.call_id IS NOT NULL AND j.ended_at + make_interval(secs => keep.ms / 1000) <= $3
             AND NOT ${wasRead} AND NOT ${isInput} THEN 'expired'
           WHEN j.state = 'partial' THEN 'partial'
         END AS kind
       FROM job j
       JOIN credit_entry e ON e.provider = j.provider AND e.region = j.region AND e.billed_key = j.vendor_job_id AND e.credits > 0
       LEFT JOIN ${retentionRows} ON keep.provider = j.provider AND keep.vocabulary = j.vocabulary
       LEFT JOIN LATERAL (
         SELECT c.outcome FROM call c WHERE c.id = j.call_id AND c.started_at >= j.created_at - interval '1 day'
           AND c.started_at <= j.created_at + interval '1 day') made ON true
       LEFT JOIN LATERAL (
         SELECT t.id, t.vendor_job_id, t.created_at FROM job t
         JOIN credit_entry te ON te.provider = t.provider AND te.region = t.region AND te.billed_key = t.vendor_job_id AND te.credits > 0
         WHERE t.provider = j.provider AND t.region = j.region AND t.request_digest = j.request_digest
           AND t.client_id IS NOT DISTINCT FROM j.client_id AND t.call_id IS DISTINCT FROM j.call_id
           AND (t.created_at, t.id) < (j.created_at, j.id) AND t.created_at >= j.created_at - make_interval(secs => $4::float8 / 1000)
           AND t.state IN ('succeeded', 'partial')
           AND NOT EXISTS (SELECT 1 FROM credit_loss l WHERE l.job_id = t.id AND l.kind = 'caller_gone')
         ORDER BY t.created_at LIMIT 1) twin ON true
       WHERE j.id = ANY($1::uuid[]) AND j.ended_at IS NOT NULL),
     kept AS (
       INSERT INTO credit_loss AS l (job_id, at, kind, provider, region, product, client_id, vendor_job_id, source, billed, credits,
         evidence, updated_at)
       SELECT id, at, kind, provider, region, product, client_id, vendor_job_id, source, billed,
         CASE WHEN kind <> 'partial' THEN billed
           WHEN failed_pages > 0 AND pages > 0 THEN round(billed * least(1, failed_pages::numeric / pages), 3) END,
         CASE kind
           WHEN 'failed' THEN jsonb_build_object('state', state, 'code', error_code)
           WHEN 'caller_gone' THEN jsonb_build_object('outcome', outcome, 'callId', call_id)
           WHEN 'duplicate' THEN jsonb_build_object('of', twin_id, 'vendorJobId', twin_vendor_id,
             'seconds', round(extract(epoch FROM created_at - twin_at)))
           WHEN 'expired' THEN jsonb_build_object('endedAt', ended_at, 'hours', kept_ms / 3600000, 'source', kept_source)
           ELSE jsonb_build_object('failedPages', failed_pages, 'pages', pages) END, $3
       FROM judged WHERE kind IS NOT NULL
       ON CONFLICT (provider, region, vendor_job_id) DO UPDATE SET job_id = excluded.job_id, at = excluded.at, kind = excluded.kind, product = excluded.product,
         client_id = excluded.client_id, source = excluded.source, billed = excluded.billed, credits = excluded.credits,
         evidence = excluded.evidence, updated_at = excluded.updated_at)
     DELETE FROM credit_loss WHERE job_id = ANY($1::uuid[]) AND kind <> 'leg' AND job_id NOT IN (SELECT id FROM judged WHERE kind IS NOT NULL)`,
    [jobIds, postgresJson(retentions), now, windowMs],
  );
}
