import { v7 as uuidv7 } from "uuid";
import { postgresJson, type SqlRunner } from "#server/platform/index.ts";
import type { BilledEvent } from "./billed-events.ts";
import { type FailureRow, insertFailuresSql } from "./failure-store.ts";
import { insertOwnBillsSql } from "./ledger-store.ts";
import {
  foldsOntoSql,
  insertObservationsSql,
  type ObservationRow,
  observationColumnsSql,
} from "./observation-store.ts";
import type { JobRow } from "./store.ts";

/** A job as news left it, with what is kept beside it. */
export interface HeardJob {
  job: JobRow;
  /** Null for a bare row. */
  observation: ObservationRow | null;
  /** Whether the observation is counted onto the last one of its source where that says the same. */
  folds: boolean;
  failure: FailureRow | null;
  /** The job's own bill. */
  bill: BilledEvent | null;
}

/** The same of a job that was known, with the version of its row the news were compared with. */
export interface HeardKnownJob extends HeardJob {
  version: string;
}

const columns = `id uuid, provider text, region text, product text, vocabulary text, "vendorJobId" text, "parentVendorJobId" text,
  "vendorScope" text, "providerKeyId" uuid, "clientId" uuid, "callId" uuid, "requestDigest" text, state text, "vendorStatus" text,
  "fileName" text, "documentBytes" int8, "fileId" text, tier text, pages int, "failedPages" int, amount numeric, source text,
  breakdown jsonb, rule text, "errorCode" text, "errorMessage" text, "failureId" uuid, "createdAt" timestamptz,
  "runningAt" timestamptz, "endedAt" timestamptz, "lastSeenAt" timestamptz, "nextPollAt" timestamptz, "settleUntil" timestamptz,
  "pollCount" int, "pollErrors" int`;

// In the order of their keys, so that two writers of the same jobs wait for each other in turn.
const insertJobsSql = (
  list: string,
) => `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, parent_vendor_job_id,
    vendor_scope, provider_key_id, client_id, call_id, request_digest, state, vendor_status, file_name, document_bytes, file_id, tier,
    pages, failed_pages, credits, credit_source, credit_breakdown, credit_rule, error_code, error_message, failure_id, created_at,
    running_at, ended_at, last_seen_at, next_poll_at, settle_until, poll_count, poll_errors)
  SELECT id, provider, region, product, vocabulary, "vendorJobId", "parentVendorJobId",
    "vendorScope", "providerKeyId", "clientId", "callId", "requestDigest", state, "vendorStatus", "fileName", "documentBytes", "fileId",
    tier, pages, "failedPages", amount, source, breakdown, rule, "errorCode", "errorMessage", "failureId", "createdAt",
    "runningAt", "endedAt", "lastSeenAt", "nextPollAt", "settleUntil", "pollCount", "pollErrors"
  FROM ${list} AS t(${columns}) ORDER BY provider, region, "vendorJobId"
  ON CONFLICT (provider, region, vendor_job_id) DO NOTHING RETURNING id`;

/** What news may change of a known job; its lease is given back. */
const updateJobsSql = `UPDATE job j SET state = t.state, vendor_status = t."vendorStatus", file_name = t."fileName",
    file_id = t."fileId", tier = t.tier, pages = t.pages, failed_pages = t."failedPages", credits = t.amount, credit_source = t.source,
    credit_breakdown = t.breakdown, credit_rule = t.rule, error_code = t."errorCode", error_message = t."errorMessage",
    failure_id = t."failureId", running_at = t."runningAt", ended_at = t."endedAt", last_seen_at = t."lastSeenAt",
    next_poll_at = t."nextPollAt", settle_until = t."settleUntil", poll_count = t."pollCount", poll_errors = t."pollErrors",
    lease_owner = NULL, lease_until = NULL, client_id = t."clientId", call_id = t."callId", vendor_scope = t."vendorScope",
    provider_key_id = t."providerKeyId", parent_vendor_job_id = t."parentVendorJobId", request_digest = t."requestDigest"
  FROM told t WHERE j.id = t.id AND j.xmin = t.version`;

/**
 * Inserts jobs, each with all that is kept beside it, in one statement; passes over those whose vendor's id is known by now,
 * and all that belongs to them. Returns the ids of the jobs that were new. Rejects, with nothing written, where an
 * observation's dedupe key was heard before.
 */
export function insertNewJobs(sql: SqlRunner, jobs: readonly HeardJob[], now: Date): Promise<Set<string>> {
  return write(sql, jobs, now, (list) => `WITH done AS (${insertJobsSql(list)})`);
}

/**
 * Writes known jobs, each with all that is kept beside it, in one statement; passes over those somebody else has written since
 * their version was read and, where there are many, those somebody else holds: waiting for them in any order might never
 * end. Whoever keeps an observation writes its job as well, so the timelines of the others are as this statement sees
 * them. Returns the ids of the jobs it wrote. Rejects, with nothing written, where a dedupe key was heard before.
 */
export function updateKnownJobs(sql: SqlRunner, jobs: readonly HeardKnownJob[], now: Date): Promise<Set<string>> {
  return write(sql, jobs, now, (list) => {
    const told = `WITH told AS (SELECT * FROM ${list} AS t(${columns}, version xid))`;
    if (jobs.length === 1) return `${told}, done AS (${updateJobsSql} RETURNING j.id)`;
    return `${told}, free AS MATERIALIZED (
        SELECT j.id FROM job j JOIN told t ON j.id = t.id AND j.xmin = t.version FOR UPDATE OF j SKIP LOCKED),
      done AS (${updateJobsSql} AND j.id IN (SELECT id FROM free) RETURNING j.id)`;
  });
}

/** Runs `jobsSql` (a statement's `WITH … done AS (…)`, reading the jobs), and with it what is kept beside those that are done. */
async function write(
  sql: SqlRunner,
  jobs: readonly (HeardJob & { version?: string })[],
  now: Date,
  jobsSql: (list: string) => string,
): Promise<Set<string>> {
  if (jobs.length === 0) return new Set();
  const values: string[] = [];
  // One record alone is read by a plan that stays good whatever the tables hold, and so is kept.
  const isAlone = jobs.length === 1;
  const listOf = (rows: readonly unknown[]) => {
    const at = values.push(postgresJson(isAlone ? rows[0] : rows));
    return isAlone ? `json_to_record($${at}::json)` : `json_to_recordset($${at}::json)`;
  };
  const parts = [jobsSql(listOf(jobs.map(rowOf)))];
  const beside = (rows: readonly unknown[], partsOf: (list: string) => string[]) => {
    if (rows.length > 0) parts.push(...partsOf(listOf(rows)));
  };
  beside(saidOf(jobs, false), (list) => [`kept AS (${insertObservationsSql(list, isDone)})`]);
  beside(saidOf(jobs, true), foldOrKeepSql);
  beside(present(jobs.map(({ failure }) => failure)), (list) => [`failed AS (${insertFailuresSql(list, isDone)})`]);
  const bills = present(jobs.map(({ bill }) => bill)).map((bill) => ({ id: uuidv7(), updatedAt: now, ...bill }));
  beside(bills, (list) => [`billed AS (${insertOwnBillsSql(list, isDone)})`]);
  const rows = await sql.query<{ id: string }>(`${parts.join(", ")} SELECT id FROM done`, values, { isKept: isAlone });
  return new Set(rows.map(({ id }) => id));
}

const isDone = `"jobId" IN (SELECT id FROM done)`;

function saidOf(jobs: readonly HeardJob[], folds: boolean): ObservationRow[] {
  return present(jobs.map((each) => (each.folds === folds ? each.observation : null)));
}

function foldOrKeepSql(list: string): string[] {
  const unlike = `${isDone} AND "jobId" NOT IN (SELECT job_id FROM folded)`;
  return [
    `said AS (SELECT * FROM ${list} AS t(${observationColumnsSql}) WHERE ${isDone})`,
    `folded AS (UPDATE job_observation o SET count = o.count + 1, last_at = GREATEST(o.last_at, n.at) FROM said n
      WHERE ${foldsOntoSql("n", "o")} RETURNING o.job_id)`,
    `unlike AS (${insertObservationsSql(list, unlike)})`,
  ];
}

function present<T>(list: readonly (T | null)[]): T[] {
  return list.filter((each) => each !== null);
}

function rowOf({ job, version }: HeardJob & { version?: string }) {
  const { credits, ...row } = job;
  const { credits: amount, source, breakdown, rule } = credits;
  return { ...row, amount, source, breakdown, rule, ...(version ? { version } : {}) };
}
