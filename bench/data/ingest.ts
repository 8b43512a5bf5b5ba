import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { BatchWriter, type CallRecord } from "#server/gateway/index.ts";
import { foldRollups } from "#server/metrics/index.ts";
import type { ScratchDesk } from "#server/process/index.ts";
import { clients, type FailureKind, failureKinds, type JobKind, jobKinds } from "./dimensions.ts";

const seconds = 30;
/** One group commit of the gateway's recorder. */
const batchRows = 1_000;
/** How often the folding loop runs, in milliseconds. */
const foldEveryMs = 1_000;
/** Of so many calls one fails. */
const callsPerFailure = 33;
/** Calls as long after one another as at the rate that is aimed for. */
const apartMs = 0.2;
/** After the built data, in buckets of its own, so that it can be taken away again. */
const from = new Date("2026-11-21T00:00:00.000Z");

/**
 * Writes calls as the gateway's recorder does, one commit after the other, while the loop folds them into the rollups, and
 * says how many a second went in, how far the folding fell behind, and whether the counts are right. Leaves nothing behind.
 */
export async function ingest(desk: ScratchDesk, say: (line: string) => void): Promise<void> {
  const { sql } = desk.ctx.db;
  await takeAway(desk);
  const writer = new BatchWriter(desk.ctx);
  const make = recordMaker(desk.ctx.instanceId);
  let written = 0;
  let mostBehind = 0;
  let done = false;
  const folding = (async () => {
    while (!done) {
      const [behind] = await sql.query<{ n: number }>("SELECT count(*)::int AS n FROM rollup_delta");
      mostBehind = Math.max(mostBehind, behind?.n ?? 0);
      await foldRollups(desk.ctx);
      await new Promise((resolve) => setTimeout(resolve, foldEveryMs));
    }
  })();
  const began = performance.now();
  while (performance.now() - began < seconds * 1_000) {
    const records = Array.from({ length: batchRows }, make);
    await writer.write({ intents: [], records, lines: [], known: [], isNew: true });
    written += batchRows;
  }
  const took = (performance.now() - began) / 1_000;
  done = true;
  await folding;
  const ended = performance.now();
  await foldRollups(desk.ctx);
  const caughtUp = (performance.now() - ended) / 1_000;
  const [counted] = await sql.query<{ calls: number }>(
    "SELECT sum(calls)::int AS calls FROM rollup WHERE grain = 'day' AND level = 'family' AND bucket >= $1",
    [from],
  );
  say(
    `ingest: ${Math.round(written / took).toLocaleString("en")} calls/s for ${took.toFixed(0)} s into facts and rollups, one in ${callsPerFailure} failed; ` +
      `at most ${mostBehind.toLocaleString("en")} counts waited to be folded, the last were ${caughtUp.toFixed(1)} s after the end; ` +
      `${written.toLocaleString("en")} written, ${(counted?.calls ?? 0).toLocaleString("en")} counted`,
  );
  await takeAway(desk);
}

async function takeAway({ ctx }: ScratchDesk): Promise<void> {
  const { sql } = ctx.db;
  await sql.query("DELETE FROM call WHERE started_at >= $1", [from]);
  await sql.query("DELETE FROM failure WHERE at >= $1", [from]);
  await foldRollups(ctx);
  for (const table of ["rollup", "rollup_time"]) await sql.query(`DELETE FROM ${table} WHERE bucket >= $1`, [from]);
  await sql.query("DELETE FROM failure_comeback WHERE at >= $1", [from]);
  await sql.query("DELETE FROM failure_group WHERE first_at >= $1", [from]);
  await sql.query(
    `UPDATE failure_group g SET last_at = (SELECT max(f.at) FROM failure f WHERE f.entry_id = g.entry AND f.family = g.family
       AND f.provider = g.provider AND f.region = g.region AND coalesce(f.product, '') = g.product) WHERE g.last_at >= $1`,
    [from],
  );
}

/** Makes one call after another, of every kind of job in turn. */
function recordMaker(instanceId: string): () => CallRecord {
  const kinds = jobKinds();
  const failures = failureKinds().filter(({ surface }) => surface === "http");
  const callers = clients(24);
  let made = 0;
  return () => {
    made += 1;
    const kind = kinds[made % kinds.length] as JobKind;
    const clientId = callers[made % callers.length]?.id ?? null;
    const startedAt = new Date(from.getTime() + made * apartMs);
    const fitting = made % callsPerFailure === 0 ? failures.filter(({ provider }) => provider === kind.provider) : [];
    const failed = fitting[made % Math.max(1, fitting.length)];
    const call = { ...callOf(kind, instanceId, startedAt, clientId), status: failed?.status ?? 200 };
    if (!failed) return { call, bodies: [], failure: null, news: null };
    const failure = failureRow(failed, call, kind);
    return { call: { ...call, failureId: failure.id }, bodies: [], failure, news: null };
  };
}

function callOf(kind: JobKind, instanceId: string, startedAt: Date, clientId: string | null): CallRecord["call"] {
  const latencyMs = 40 + Math.random() * 400;
  return {
    id: uuidv7(),
    startedAt,
    endedAt: new Date(startedAt.getTime() + latencyMs),
    instanceId,
    provider: kind.provider,
    region: kind.region,
    clientId,
    providerKeyId: null,
    method: "GET",
    path: `${kind.path}/${randomUUID()}`,
    operation: kind.operation,
    product: kind.product,
    query: null,
    outcome: "answered",
    status: 200,
    errorCode: null,
    latencyMs,
    upstreamMs: latencyMs - 1,
    gatewayMs: 0.3,
    bytesUp: 0,
    bytesDown: 800,
    requestType: null,
    responseType: "application/json",
    userAgent: "bench",
    fileName: null,
    vendorRequestId: null,
    vendorJobId: null,
    jobId: null,
    failureId: null,
    attempts: 1,
    attemptLog: null,
  };
}

function failureRow(
  failed: FailureKind,
  call: CallRecord["call"],
  { product }: JobKind,
): NonNullable<CallRecord["failure"]> {
  return {
    id: uuidv7(),
    at: call.endedAt,
    provider: call.provider,
    region: call.region,
    product,
    clientId: call.clientId,
    surface: "http",
    callId: call.id,
    jobId: null,
    operation: call.operation,
    status: failed.status,
    code: failed.code,
    message: failed.message,
    match: "entry",
    entryId: failed.entry,
    family: failed.family,
    rule: "bench",
    evidence: {},
    requestId: null,
    billed: failed.billed,
  };
}
