import type { Exchange } from "../http/exchange.ts";
import { Refusal, type Reply } from "../http/reply.ts";
import { ByteReader, ByteWriter } from "../ids/byte-stream.ts";
import { nextSeed } from "../ids/next-seed.ts";
import { readSignedId, signedId } from "../ids/signed-id.ts";
import { provokeCreate } from "../provoke/provoked.ts";
import { addRun, recordOf } from "./create-run.ts";
import { extendReply } from "./replies.ts";
import { requestError } from "./request-errors.ts";
import { type RunKind, runKinds } from "./run-kinds.ts";
import { batchInput, checkInput, readJson } from "./run-request.ts";
import { planOf } from "./run-view.ts";
import type { ExtendState } from "./state.ts";
import { announceBatch, announceRun } from "./webhooks.ts";

/** What a batch's id says: when its first run starts and its last one ends follows from the runs it was made with. */
export interface BatchRecord {
  kind: RunKind;
  createdAt: number;
  seed: number;
  runCount: number;
}

const purpose = "extend/batch";
const largestBatch = 1000;

function batchId(record: BatchRecord): string {
  const prefix = record.kind === "parse" ? "bpar_" : record.kind === "workflow" ? "batch_" : "bpr_";
  const bytes = new ByteWriter()
    .uint(runKinds.indexOf(record.kind), 1)
    .uint(record.createdAt, 6)
    .uint(record.seed, 3)
    .uint(record.runCount, 2)
    .finish();
  return signedId(prefix, purpose, bytes);
}

export function readBatchId(id: string): BatchRecord | null {
  const prefix = /^(?:bpar_|bpr_)/.exec(id)?.[0];
  const bytes = prefix === undefined ? null : readSignedId(prefix, purpose, id);
  if (bytes === null) return null;
  const reader = new ByteReader(bytes);
  const kind = runKinds[reader.uint(1)] ?? "parse";
  return { kind, createdAt: reader.uint(6), seed: reader.uint(3), runCount: reader.uint(2) };
}

/** `POST /parse_runs/batch` and its siblings, 1 to 1,000 inputs. A workflow's batch answers with its id alone. */
export async function createBatch(state: ExtendState, exchange: Exchange, kind: RunKind): Promise<Reply> {
  const raw = await readJson(exchange);
  const shared = batchInput.safeParse(raw);
  if (!shared.success || shared.data.inputs.length === 0) throw new Refusal(requestError("http-400-file-missing"));
  if (shared.data.inputs.length > largestBatch) throw new Refusal(requestError("http-400-invalid-request"));
  const provoked = provokeCreate(state, exchange, "", { ...shared.data, inputs: [] });
  const inputs = shared.data.inputs.map((input) => checkInput({ ...shared.data, ...input }));
  const record = { kind, createdAt: state.world.clock.now(), seed: nextSeed(), runCount: inputs.length };
  const id = batchId(record);
  const views = inputs.map((input) => addRun(state, recordOf(state, kind, input, provoked, id)));
  for (const view of views) announceRun(state, view);
  if (kind === "workflow") return extendReply(200, { batchId: id });
  announceBatch(state, id, batchBody(state, id, record, Number.POSITIVE_INFINITY), lastEnd(state, id, record));
  return extendReply(200, batchBody(state, id, record, record.createdAt));
}

/** `GET /batch_runs/{id}`. */
export function getBatch(state: ExtendState, exchange: Exchange): Reply {
  const id = exchange.params.id ?? "";
  const record = readBatchId(id);
  if (record === null) throw new Refusal(requestError("http-404-not-found"));
  return extendReply(200, batchBody(state, id, record, state.world.clock.now()));
}

/** FAILED only when every run has failed: no document says when a batch counts as failed. */
function batchBody(state: ExtendState, id: string, record: BatchRecord, now: number) {
  const plans = plansOf(state, id, record);
  const start = Math.min(...plans.map(({ startsAt }) => startsAt));
  const ended = now >= Math.max(...plans.map(({ endsAt }) => endsAt));
  const failed = plans.every(({ fails }) => fails);
  const status = ended ? (failed ? "FAILED" : "PROCESSED") : now >= start ? "PROCESSING" : "PENDING";
  const createdAt = new Date(record.createdAt).toISOString();
  return { object: "batch_run", id, status, runCount: record.runCount, createdAt };
}

function lastEnd(state: ExtendState, id: string, record: BatchRecord): number {
  return Math.max(...plansOf(state, id, record).map(({ endsAt }) => endsAt));
}

/** The futures of the runs that are remembered; after a restart, of a run without tokens. */
function plansOf(state: ExtendState, id: string, record: BatchRecord) {
  const memory = state.recent[record.kind];
  const runs = memory
    .newestKeys()
    .flatMap((key) => memory.get(key) ?? [])
    .filter((run) => run.batchId === id);
  const known = runs.map((run) => {
    const { queueMs, runMs, end } = planOf(state, run);
    return { startsAt: run.createdAt + queueMs, endsAt: run.createdAt + queueMs + runMs, fails: end === "failed" };
  });
  const { createdAt } = record;
  return known.length > 0 ? known : [{ startsAt: createdAt + 1000, endsAt: createdAt + 6000, fails: false }];
}
