import type { DeliveryFilters, DeliveryOutcome, DeliveryReason, WebhookDelivery } from "#lib/contracts/webhooks.ts";
import { type Cursor, encodeCursor } from "#lib/cursor.ts";
import type { JobState } from "#lib/vocabulary.ts";
import { SqlFilter, type SqlRunner } from "#server/platform/index.ts";

/** How many deliveries of a place are kept besides those that were heard. */
const keptUnheard = 500;

/** A delivery as it is kept. */
export interface DeliveryRow {
  id: string;
  at: Date;
  provider: WebhookDelivery["provider"];
  region: WebhookDelivery["region"];
  outcome: DeliveryOutcome;
  reason: DeliveryReason | null;
  eventKey: string;
  eventType: string | null;
  says: JobState | null;
  vendorJobId: string | null;
  jobId: string | null;
  bytes: number;
  excerpt: string;
  /** The host of the link that came in the payload's place. */
  linkHost: string | null;
}

/** Keeps a delivery; false when its event was heard before. */
export async function insertDelivery(sql: SqlRunner, row: DeliveryRow): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO webhook_delivery (id, at, provider, region, outcome, reason, event_key, event_type, says, vendor_job_id, job_id,
       bytes, excerpt, link_host)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14) ON CONFLICT DO NOTHING RETURNING id`,
    [
      row.id,
      row.at,
      row.provider,
      row.region,
      row.outcome,
      row.reason,
      row.eventKey,
      row.eventType,
      row.says,
      row.vendorJobId,
      row.jobId,
      row.bytes,
      row.excerpt,
      row.linkHost,
    ],
  );
  return rows.length === 1;
}

/** Says of a kept delivery which job it was about, what it told, or why it had no effect. */
export async function settleDelivery(
  sql: SqlRunner,
  id: string,
  { jobId, reason, says, outcome }: Pick<DeliveryRow, "jobId" | "reason" | "says" | "outcome">,
): Promise<void> {
  await sql.query("UPDATE webhook_delivery SET job_id = $2, reason = $3, says = $4, outcome = $5 WHERE id = $1", [
    id,
    jobId,
    reason,
    says,
    outcome,
  ]);
}

/** Forgets a delivery whose news could not be recorded. */
export async function dropDelivery(sql: SqlRunner, id: string): Promise<void> {
  await sql.query("DELETE FROM webhook_delivery WHERE id = $1", [id]);
}

/** Keeps the unheard deliveries of a place within their bound: those without effect, and those about no job of ours. */
export async function trimUnheard(sql: SqlRunner, provider: string, region: string): Promise<void> {
  await sql.query(
    `DELETE FROM webhook_delivery WHERE id IN (
       SELECT id FROM webhook_delivery WHERE provider = $1 AND region = $2 AND (outcome <> 'accepted' OR job_id IS NULL)
       ORDER BY at DESC, id DESC OFFSET $3)`,
    [provider, region, keptUnheard],
  );
}

/** Drops deliveries older than an instant. */
export async function dropOldDeliveries(sql: SqlRunner, before: Date): Promise<void> {
  await sql.query("DELETE FROM webhook_delivery WHERE at < $1", [before]);
}

interface Record {
  id: string;
  at: Date;
  provider: WebhookDelivery["provider"];
  region: WebhookDelivery["region"];
  outcome: DeliveryOutcome;
  reason: DeliveryReason | null;
  event_type: string | null;
  says: JobState | null;
  vendor_job_id: string | null;
  job_id: string | null;
  bytes: number;
  excerpt: string;
  link_host: string | null;
}

/** A page of deliveries, newest first. */
export async function selectDeliveries(
  sql: SqlRunner,
  filters: DeliveryFilters,
  cursor: Cursor | null,
  limit: number,
): Promise<{ items: WebhookDelivery[]; next: string | null }> {
  const filter = new SqlFilter()
    .where("d.provider = ?", filters.provider)
    .where("d.region = ?", filters.region)
    .where("d.outcome = ?", filters.outcome);
  if (filters.link === "unread") filter.always(`d.reason LIKE 'link\\_%' AND d.reason <> 'link_pending'`);
  if (cursor) filter.always(`(d.at, d.id) < (${filter.bind(cursor.at)}, ${filter.bind(cursor.id)}::uuid)`);
  const rows = await sql.query<Record & { [column: string]: unknown }>(
    `SELECT d.* FROM webhook_delivery d ${filter.sql} ORDER BY d.at DESC, d.id DESC LIMIT ${filter.bind(limit + 1)}`,
    filter.values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      provider: row.provider,
      region: row.region,
      outcome: row.outcome,
      reason: row.reason,
      eventType: row.event_type,
      says: row.says,
      vendorJobId: row.vendor_job_id,
      jobId: row.job_id,
      bytes: row.bytes,
      excerpt: row.excerpt,
      linkHost: row.link_host,
    })),
    next: last ? encodeCursor({ at: last.at, id: last.id }) : null,
  };
}

/** What came about one job, oldest first. */
export function deliveriesOfJob(sql: SqlRunner, provider: string, region: string, vendorJobId: string) {
  return sql.query<Pick<Record, "at" | "outcome" | "reason" | "says"> & { [column: string]: unknown }>(
    `SELECT at, outcome, reason, says FROM webhook_delivery WHERE provider = $1 AND region = $2 AND vendor_job_id = $3
     ORDER BY at, id LIMIT 100`,
    [provider, region, vendorJobId],
  );
}

/** Whether the call that made a job asked for webhooks, as far as its body was kept. */
export async function askedForWebhooks(sql: SqlRunner, callId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM call_body WHERE call_id = $1 AND part = 'request' AND body ~ '"webhook_(url|configurations|configuration_ids)"' LIMIT 1`,
    [callId],
  );
  return rows.length > 0;
}

/** Whether jobs of this kind had webhooks accepted since an instant. */
export async function webhooksAreUsual(
  sql: SqlRunner,
  job: { provider: string; region: string; product: string },
  since: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM webhook_delivery d JOIN job j ON j.id = d.job_id
     WHERE d.provider = $1 AND d.region = $2 AND d.at >= $4 AND d.outcome = 'accepted' AND j.product = $3 LIMIT 1`,
    [job.provider, job.region, job.product, since],
  );
  return rows.length > 0;
}

/** What became of deliveries since an instant, by place. */
export function countDeliveries(sql: SqlRunner, since: Date) {
  return sql.query<{
    provider: string;
    region: string;
    accepted: number;
    rejected: number;
    last_accepted: Date | null;
  }>(
    `SELECT provider, region, count(*) FILTER (WHERE outcome = 'accepted' AND at >= $1)::int AS accepted,
       count(*) FILTER (WHERE outcome = 'rejected' AND at >= $1)::int AS rejected,
       max(at) FILTER (WHERE outcome = 'accepted') AS last_accepted
     FROM webhook_delivery GROUP BY 1, 2`,
    [since],
  );
}
