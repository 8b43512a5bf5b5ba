import type { JobState, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { postgresJson, type SqlRunner } from "#server/platform/index.ts";
import type { JobFacts } from "./advance.ts";
import type { VendorPlace } from "./file-store.ts";

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

/** A job's row and its version, which every writing of the row changes. */
export interface VersionedJob {
  job: JobRow;
  version: string;
}

/** The job of a vendor id, locked for this transaction. */
export async function lockJobByVendorId(
  sql: SqlRunner,
  provider: string,
  region: string,
  vendorJobId: string,
): Promise<VersionedJob | null> {
  const [record] = await sql.query<VersionedRecord>(
    `SELECT ${versionedSql}, 1 AS n FROM job j WHERE ${isAtSql("$1", "$2", "$3")} FOR UPDATE`,
    [provider, region, vendorJobId],
    { isKept: true },
  );
  return record ? { job: rowOf(record), version: record.version } : null;
}

/** The jobs of vendor ids with their versions, without a lock, in the order of the ids; null for one Docket does not know. */
export async function readJobsByVendorIds(
  sql: SqlRunner,
  places: readonly VendorPlace[],
): Promise<(VersionedJob | null)[]> {
  const jobs: (VersionedJob | null)[] = places.map(() => null);
  const [only, ...more] = places;
  if (!only) return jobs;
  const records =
    more.length > 0
      ? await sql.query<VersionedRecord>(`SELECT ${versionedSql}, w.n::int AS n FROM ${placesSql}`, [
          postgresJson(places),
        ])
      : await sql.query<VersionedRecord>(
          `SELECT ${versionedSql}, 1 AS n FROM job j WHERE ${isAtSql("$1", "$2", "$3")}`,
          [only.provider, only.region, only.id],
          { isKept: true },
        );
  for (const record of records) jobs[record.n - 1] = { job: rowOf(record), version: record.version };
  return jobs;
}

type VersionedRecord = JobRecord & { version: string; n: number };

const versionedSql = `id, j.provider, j.region, product, vocabulary, vendor_job_id, parent_vendor_job_id, document_bytes, vendor_scope,
  provider_key_id, client_id, call_id, request_digest, failed_pages, state, vendor_status, file_name, file_id, tier, pages, credits,
  credit_source, credit_breakdown, credit_rule, error_code, error_message, failure_id, created_at, running_at, ended_at,
  last_seen_at, next_poll_at, settle_until, poll_count, poll_errors, j.xmin::text AS version`;

/** The clients of the jobs of vendor ids, in their order; null where the job, or whose it is, is not known. */
export async function readClientsOf(sql: SqlRunner, places: readonly VendorPlace[]): Promise<(string | null)[]> {
  const rows = await sql.query<{ n: number; client_id: string | null }>(
    `SELECT w.n::int AS n, j.client_id FROM ${placesSql}`,
    [postgresJson(places)],
  );
  const clients: (string | null)[] = places.map(() => null);
  for (const { n, client_id } of rows) clients[n - 1] = client_id;
  return clients;
}

/**
 * Finds a job by the index of vendors' ids alone: a database that has no statistics yet takes the place for as rare as the id,
 * and would read all jobs of the place by any other index.
 */
export const isAtSql = (provider: string, region: string, id: string) =>
  `j.vendor_job_id = ${id} AND j.provider || '' = ${provider} AND j.region || '' = ${region}`;

const placesSql = `ROWS FROM (json_to_recordset($1::json) AS (provider text, region text, id text))
    WITH ORDINALITY AS w(provider, region, vendor_id, n)
  JOIN job j ON ${isAtSql("w.provider", "w.region", "w.vendor_id")}`;

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
