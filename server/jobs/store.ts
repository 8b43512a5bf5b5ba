import type { JobState, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { postgresJson, type SqlRunner } from "#server/platform/index.ts";
import type { JobFacts } from "./advance.ts";

/** A job's row as the engine handles it. */
export interface JobRow extends JobFacts {
  id: string;
  provider: ProviderId;
  region: RegionId;
  product: string;
  vocabulary: string;
  vendorJobId: string;
  /** The run that made this one, by the vendor's id; null when none is known. */
  parentVendorJobId: string | null;
  /** Size of the upload that brought the document, in bytes; null = not seen. */
  documentBytes: number | null;
  vendorScope: string | null;
  providerKeyId: string | null;
  clientId: string | null;
  callId: string | null;
  /** Digest of the bytes that asked for it; null where nobody saw them whole. */
  requestDigest: string | null;
  failureId: string | null;
  pollCount: number;
  pollErrors: number;
}

/** A job's row as the database gives it. */
export interface JobRecord {
  id: string;
  provider: ProviderId;
  region: RegionId;
  product: string;
  vocabulary: string;
  vendor_job_id: string;
  parent_vendor_job_id: string | null;
  document_bytes: number | null;
  vendor_scope: string | null;
  provider_key_id: string | null;
  client_id: string | null;
  call_id: string | null;
  request_digest: string | null;
  failed_pages: number | null;
  state: JobState;
  vendor_status: string | null;
  file_name: string | null;
  file_id: string | null;
  tier: string | null;
  pages: number | null;
  credits: number | null;
  credit_source: "reported" | "estimated" | "unknown";
  credit_breakdown: Record<string, number> | null;
  credit_rule: string | null;
  error_code: string | null;
  error_message: string | null;
  failure_id: string | null;
  created_at: Date;
  running_at: Date | null;
  ended_at: Date | null;
  last_seen_at: Date;
  next_poll_at: Date | null;
  settle_until: Date | null;
  poll_count: number;
  poll_errors: number;
}

/** The job's row of what the database gave. */
export function rowOf(record: JobRecord): JobRow {
  return {
    id: record.id,
    provider: record.provider,
    region: record.region,
    product: record.product,
    vocabulary: record.vocabulary,
    vendorJobId: record.vendor_job_id,
    parentVendorJobId: record.parent_vendor_job_id,
    documentBytes: record.document_bytes,
    vendorScope: record.vendor_scope,
    providerKeyId: record.provider_key_id,
    clientId: record.client_id,
    callId: record.call_id,
    requestDigest: record.request_digest,
    state: record.state,
    vendorStatus: record.vendor_status,
    fileName: record.file_name,
    fileId: record.file_id,
    tier: record.tier,
    pages: record.pages,
    failedPages: record.failed_pages,
    credits: {
      source: record.credit_source,
      credits: record.credits,
      breakdown: record.credit_breakdown,
      rule: record.credit_rule,
    },
    errorCode: record.error_code,
    errorMessage: record.error_message,
    failureId: record.failure_id,
    createdAt: record.created_at,
    runningAt: record.running_at,
    endedAt: record.ended_at,
    lastSeenAt: record.last_seen_at,
    nextPollAt: record.next_poll_at,
    settleUntil: record.settle_until,
    pollCount: record.poll_count,
    pollErrors: record.poll_errors,
  };
}

/** Inserts a job unless the vendor's id is known already; returns whether it was new. */
export async function insertJob(sql: SqlRunner, job: JobRow): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, vendor_scope, provider_key_id, client_id,
       call_id, state, vendor_status, file_name, file_id, tier, pages, created_at, last_seen_at, next_poll_at, running_at,
       parent_vendor_job_id, document_bytes, request_digest)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23)
     ON CONFLICT (provider, region, vendor_job_id) DO NOTHING RETURNING id`,
    [
      job.id,
      job.provider,
      job.region,
      job.product,
      job.vocabulary,
      job.vendorJobId,
      job.vendorScope,
      job.providerKeyId,
      job.clientId,
      job.callId,
      job.state,
      job.vendorStatus,
      job.fileName,
      job.fileId,
      job.tier,
      job.pages,
      job.createdAt,
      job.lastSeenAt,
      job.nextPollAt,
      job.runningAt,
      job.parentVendorJobId,
      job.documentBytes,
      job.requestDigest,
    ],
  );
  return rows.length === 1;
}

/** The job of a vendor id, locked for this transaction. */
export async function lockJobByVendorId(
  sql: SqlRunner,
  provider: string,
  region: string,
  vendorJobId: string,
): Promise<JobRow | null> {
  const [record] = await sql.query<JobRecord>(
    "SELECT * FROM job WHERE provider = $1 AND region = $2 AND vendor_job_id = $3 FOR UPDATE",
    [provider, region, vendorJobId],
  );
  return record ? rowOf(record) : null;
}

/** Docket's id of a job a vendor's id names; null for one it does not follow. */
export async function findJobId(
  sql: SqlRunner,
  provider: string,
  region: string,
  vendorJobId: string,
): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    "SELECT id FROM job WHERE provider = $1 AND region = $2 AND vendor_job_id = $3",
    [provider, region, vendorJobId],
  );
  return row?.id ?? null;
}

/** The job of a vendor id, without a lock; null when Docket does not know it. */
export async function readJobByVendorId(
  sql: SqlRunner,
  provider: string,
  region: string,
  vendorJobId: string,
): Promise<JobRow | null> {
  const [record] = await sql.query<JobRecord>(
    "SELECT * FROM job WHERE provider = $1 AND region = $2 AND vendor_job_id = $3",
    [provider, region, vendorJobId],
  );
  return record ? rowOf(record) : null;
}

export async function readJob(sql: SqlRunner, id: string): Promise<JobRow | null> {
  const [record] = await sql.query<JobRecord>("SELECT * FROM job WHERE id = $1", [id]);
  return record ? rowOf(record) : null;
}

/** Writes what news may change, and gives the lease back. */
export async function updateJob(sql: SqlRunner, job: JobRow): Promise<void> {
  await sql.query(
    `UPDATE job SET state=$2, vendor_status=$3, file_name=$4, file_id=$5, tier=$6, pages=$7, credits=$8, credit_source=$9,
       credit_breakdown=$10, credit_rule=$11, error_code=$12, error_message=$13, failure_id=$14, running_at=$15, ended_at=$16,
       last_seen_at=$17, next_poll_at=$18, settle_until=$19, poll_count=$20, poll_errors=$21, lease_owner=NULL, lease_until=NULL,
       client_id=$22, call_id=$23, vendor_scope=$24, provider_key_id=$25, parent_vendor_job_id=$26,
       request_digest=$27, failed_pages=$28
     WHERE id=$1`,
    [
      job.id,
      job.state,
      job.vendorStatus,
      job.fileName,
      job.fileId,
      job.tier,
      job.pages,
      job.credits.credits,
      job.credits.source,
      job.credits.breakdown ? postgresJson(job.credits.breakdown) : null,
      job.credits.rule,
      job.errorCode,
      job.errorMessage,
      job.failureId,
      job.runningAt,
      job.endedAt,
      job.lastSeenAt,
      job.nextPollAt,
      job.settleUntil,
      job.pollCount,
      job.pollErrors,
      job.clientId,
      job.callId,
      job.vendorScope,
      job.providerKeyId,
      job.parentVendorJobId,
      job.requestDigest,
      job.failedPages,
    ],
  );
}
