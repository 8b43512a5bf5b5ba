import type { AttemptSummary, CallOutcome } from "#lib/contracts/calls.ts";
import {
  type Database,
  dropPartitionsBefore,
  type PlainSql,
  postgresJson,
  type SqlRunner,
} from "#server/platform/index.ts";
import { columnLists, endColumns, intentColumns } from "./call-columns.ts";

/** A call on its way. */
export interface IntentRow {
  id: string;
  startedAt: Date;
  instanceId: string;
  provider: string;
  region: string;
  clientId: string | null;
  providerKeyId: string | null;
  method: string;
  path: string;
  operation: string | null;
  product: string | null;
}

/** A call that ended. */
export interface CallRow extends IntentRow {
  endedAt: Date;
  query: string | null;
  outcome: CallOutcome;
  status: number | null;
  errorCode: string | null;
  latencyMs: number | null;
  upstreamMs: number | null;
  gatewayMs: number | null;
  bytesUp: number;
  bytesDown: number;
  requestType: string | null;
  responseType: string | null;
  userAgent: string | null;
  fileName: string | null;
  vendorRequestId: string | null;
  vendorJobId: string | null;
  jobId: string | null;
  failureId: string | null;
  /** How often it was sent to the vendor; each attempt is listed where there was more than one. */
  attempts: number;
  attemptLog: readonly AttemptSummary[] | null;
}

/** The bounded, redacted head of one body. */
export interface BodyRow {
  callId: string;
  at: Date;
  part: "request" | "response";
  contentType: string | null;
  body: string;
  truncated: boolean;
}

const intentLists = columnLists(intentColumns);
const callLists = columnLists({ ...intentColumns, ...endColumns });

/** Writes intents in one statement. */
export async function insertIntents(sql: SqlRunner, rows: readonly IntentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO call_intent (${intentLists.names}) SELECT ${intentLists.fields}
     FROM json_to_recordset($1::json) AS t(${intentLists.typed}) ON CONFLICT DO NOTHING`,
    [postgresJson(rows)],
  );
}

/**
 * Writes ended calls, by their lines, of which none may be there already: for the database the cheapest way. Fails whole
 * where one is.
 */
export async function copyCalls(sql: PlainSql, lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await sql.copyIn(`COPY call (${callLists.names}) FROM STDIN`, `${lines.join("\n")}\n`);
}

/** Writes ended calls in one statement, leaving those alone that are there already. */
export async function insertCalls(sql: SqlRunner, calls: readonly CallRow[]): Promise<void> {
  if (calls.length === 0) return;
  await sql.query(
    `INSERT INTO call (${callLists.names}) SELECT ${callLists.fields}
     FROM json_to_recordset($1::json) AS t(${callLists.typed}) ON CONFLICT DO NOTHING`,
    [postgresJson(calls)],
  );
}

/** Removes the intents of calls that ended. */
export async function removeIntents(sql: SqlRunner, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql.query("DELETE FROM call_intent WHERE id = ANY($1::uuid[])", [ids]);
}

/** Writes kept bodies in one statement. */
export async function insertBodies(sql: SqlRunner, rows: readonly BodyRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO call_body (call_id, at, part, content_type, body, truncated)
     SELECT "callId", at, part, "contentType", body, truncated
     FROM json_to_recordset($1::json) AS t("callId" uuid, at timestamptz, part text, "contentType" text, body text, truncated boolean)
     ON CONFLICT DO NOTHING`,
    [postgresJson(rows)],
  );
}

/**
 * Turns the intents of processes that are gone into `interrupted` calls; returns how many. A process is gone when its
 * heartbeat is older than `deadBefore` or it has none; `self`, which is asking, is not.
 */
export function interruptOrphans(
  sql: SqlRunner,
  { self, deadBefore, now }: { self: string; deadBefore: Date; now: Date },
): Promise<number> {
  const orphaned = `i.instance_id <> $2 AND NOT EXISTS (
    SELECT 1 FROM instance n WHERE n.id = i.instance_id AND n.last_seen_at >= $3)`;
  return interrupt(sql, orphaned, [now, self, deadBefore]);
}

/** Takes over the intents of processes whose spool is taken over, so that nobody else judges them before it is read. */
export async function adoptIntents(sql: SqlRunner, from: readonly string[], self: string): Promise<void> {
  await sql.query("UPDATE call_intent SET instance_id = $1 WHERE instance_id = ANY($2::uuid[])", [self, from]);
}

/** Turns those of the intents taken over into `interrupted` calls of which the spool knew nothing; returns how many. */
export function interruptAdopted(
  sql: SqlRunner,
  { self, before, now }: { self: string; before: Date; now: Date },
): Promise<number> {
  return interrupt(sql, "i.instance_id = $2 AND i.started_at < $3", [now, self, before]);
}

/** `$1` is the end these calls get. */
async function interrupt(sql: SqlRunner, which: string, values: unknown[]): Promise<number> {
  const rows = await sql.query(
    `WITH gone AS (DELETE FROM call_intent i WHERE ${which} RETURNING *)
     INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, client_id, provider_key_id, method, path, operation,
       product, outcome, error_code)
     SELECT id, started_at, $1, instance_id, provider, region, client_id, provider_key_id, method, path, operation, product,
       'interrupted', 'interrupted' FROM gone
     ON CONFLICT DO NOTHING RETURNING id`,
    values,
  );
  return rows.length;
}

/** When the last call began of those a process wrote down that began in [from, to); null without any. */
export async function lastCallOf(sql: SqlRunner, instanceId: string, from: Date, to: Date): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    "SELECT max(started_at) AS at FROM call WHERE instance_id = $1 AND started_at >= $2 AND started_at < $3",
    [instanceId, from, to],
  );
  return row?.at ?? null;
}

/** This process's heartbeat. */
export async function beat(
  sql: SqlRunner,
  instance: { id: string; host: string; pid: number; startedAt: Date; role: string },
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO instance (id, host, pid, started_at, last_seen_at, role) VALUES ($1,$2,$3,$4,$5,$6)
     ON CONFLICT (id) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at`,
    [instance.id, instance.host, instance.pid, instance.startedAt, now, instance.role],
  );
}

/** Ends this process's entry, so that what it left behind is taken over at once. */
export async function farewell(sql: SqlRunner, instanceId: string): Promise<void> {
  await sql.query("DELETE FROM instance WHERE id = $1", [instanceId]);
}

/** Makes the partitions the coming weeks need. */
export async function ensurePartitions(sql: SqlRunner, now: Date): Promise<void> {
  const weekMs = 7 * 24 * 3_600_000;
  for (const table of ["call", "call_body", "failure"]) {
    await sql.query("SELECT docket_ensure_partitions($1, $2, $3)", [
      table,
      new Date(now.getTime() - weekMs),
      new Date(now.getTime() + 4 * weekMs),
    ]);
  }
}

/** Drops the calls that started before a Monday; returns how many, by estimate. */
export function dropOldCalls(db: Database, before: Date): Promise<number> {
  return dropPartitionsBefore(db, "call", "started_at", before);
}

/** Drops kept bodies from before a Monday; returns how many, by estimate. */
export function dropOldBodies(db: Database, before: Date): Promise<number> {
  return dropPartitionsBefore(db, "call_body", "at", before);
}
