import type { Exchange } from "../http/exchange.ts";
import { Refusal, type Reply } from "../http/reply.ts";
import { nextSeed } from "../ids/next-seed.ts";
import { provokeCreate } from "../provoke/provoked.ts";
import { fileType } from "./file-record.ts";
import { storedFile } from "./file-routes.ts";
import { edgePage, errorReply, extendReply } from "./replies.ts";
import { requestError } from "./request-errors.ts";
import { type ResponseType, runBody } from "./run-body.ts";
import { isRetryable } from "./run-failures.ts";
import { kinds, type RunKind } from "./run-kinds.ts";
import { type RunConfig, type RunRecord, runId } from "./run-record.ts";
import { checkInput, checkParseConfig, checkSchema, type RunInput, readJson, runInput } from "./run-request.ts";
import { type RunView, viewRun } from "./run-view.ts";
import type { ExtendState } from "./state.ts";
import { announceRun } from "./webhooks.ts";

/** A synchronous call ends after about five minutes, finished or not. */
const syncLimitMs = 300_000;
const longestName = 100;

/** `POST /parse_runs` and its siblings: accepted at once, whatever becomes of it. */
export async function createRun(state: ExtendState, exchange: Exchange, kind: RunKind): Promise<Reply> {
  const view = await startRun(state, exchange, kind, "");
  announceRun(state, view);
  return extendReply(200, runBody(state, atBirth(view)));
}

/** `POST /parse` and its siblings: waits for the end, and answers a failure with an HTTP error. */
export async function runSync(state: ExtendState, exchange: Exchange, kind: RunKind): Promise<Reply> {
  const { id, record, plan } = await startRun(state, exchange, kind, " queue-0s");
  const tookMs = plan.runMs;
  await state.world.clock.sleep(Math.min(tookMs, syncLimitMs));
  if (tookMs > syncLimitMs) return edgePage(504, "Gateway Time-out");
  const view = viewRun(state, id, record, record.createdAt + plan.queueMs + plan.throttledMs + tookMs);
  announceRun(state, view);
  if (view.status !== "FAILED") return extendReply(200, runBody(state, view, responseType(exchange)));
  const { failureReason: code, failureMessage } = view;
  const status = plan.failure?.status ?? 500;
  if (code === null) return extendReply(status, {});
  return errorReply(status, code, failureMessage ?? code, isRetryable(code));
}

export function responseType({ query }: Exchange): ResponseType {
  return query.get("responseType") === "url" ? "url" : "json";
}

/** `more` = tokens the endpoint itself implies: a synchronous run does not queue. */
async function startRun(state: ExtendState, exchange: Exchange, kind: RunKind, more: string): Promise<RunView> {
  const raw = await readJson(exchange);
  const provoked = provokeCreate(state, exchange, statedNames(state, raw), raw);
  const input = checkInput(raw);
  if (kind === "parse") checkParseConfig(input.config);
  if (kind === "extract") checkSchema(input.config?.schema);
  return addRun(state, recordOf(state, kind, input, `${provoked}${more}`, ""));
}

/** Remembers a run for the lists. */
export function addRun(state: ExtendState, record: RunRecord): RunView {
  const id = runId(record);
  state.recent[record.kind].set(id, record);
  return viewRun(state, id, record);
}

/** The record of a run to be made: named after its file, with the failures its file causes by itself. */
export function recordOf(
  state: ExtendState,
  kind: RunKind,
  input: RunInput,
  provoked: string,
  batchId: string,
): RunRecord {
  const file = input.file ?? {};
  const stored = file.id ? storedFile(state, file.id) : null;
  if (file.id && stored === null) throw new Refusal(requestError("http-404-not-found"));
  const documentName = (stored?.name ?? file.name ?? nameOf(file.url ?? "") ?? "text.txt").slice(0, longestName);
  const faults = stored ? fileFaults(stored.locked, stored.name.endsWith(".pdf") && stored.signature !== "pdf") : [];
  if (isUnreadable(kind, documentName)) faults.push("fail-FILE_TYPE_NOT_SUPPORTED fail-FAILED_TO_PROCESS_FILE");
  return {
    kind,
    createdAt: state.world.clock.now(),
    seed: nextSeed(),
    documentName,
    directives: [...faults, provoked].join(" ").trim(),
    engine: String(input.config?.engine ?? input.config?.baseProcessor ?? kinds[kind].engine),
    fileId: stored && file.id ? file.id : "",
    batchId,
    config: configOf(input),
  };
}

/** Extract, classify, split and workflow runs call every trouble with a file FAILED_TO_PROCESS_FILE. */
function fileFaults(locked: boolean, broken: boolean): string[] {
  if (locked) return ["fail-PASSWORD_PROTECTED_FILE fail-FAILED_TO_PROCESS_FILE"];
  return broken ? ["fail-CORRUPT_FILE fail-FAILED_TO_PROCESS_FILE"] : [];
}

function isUnreadable(kind: RunKind, name: string): boolean {
  const type = fileType(name);
  return type === null || ((kind === "edit" || kind === "detect_form") && type !== "PDF");
}

function configOf({ config, metadata, extractor, classifier, splitter, workflow }: RunInput): RunConfig {
  const processorId = (extractor ?? classifier ?? splitter ?? workflow)?.id;
  return {
    ...(config && Object.keys(config).length > 0 ? { config } : {}),
    ...(metadata ? { metadata } : {}),
    ...(processorId === undefined ? {} : { processorId }),
  };
}

function nameOf(url: string): string | null {
  const path = URL.parse(url)?.pathname.split("/").at(-1);
  if (!path) return url === "" ? null : "document.pdf";
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The file's name and address, before the body has been checked: a provocation comes first. */
function statedNames(state: ExtendState, raw: unknown): string {
  const file = runInput.safeParse(raw).data?.file;
  const stored = file?.id ? storedFile(state, file.id) : null;
  return [stored?.name, file?.name, file?.url].filter((name) => name !== undefined).join(" ");
}

/** The answer to a create shows a run at work, however short its life. */
function atBirth(view: RunView): RunView {
  const status = view.record.kind === "workflow" ? "PENDING" : "PROCESSING";
  const moment = { ...view.moment, phase: "queued" as const, since: view.record.createdAt };
  return { ...view, status, moment, ended: false, failureReason: null, failureMessage: null, failedStep: false };
}
