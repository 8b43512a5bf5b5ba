import type { AttemptSummary } from "#lib/contracts/calls.ts";
import type { FailureRow } from "#server/jobs/index.ts";
import { type Context, elapsedMs, redactBody, redactText } from "#server/platform/index.ts";
import type { OperationMatch, RequestFacts } from "#server/providers/index.ts";
import type { Admitted } from "./admission.ts";
import { textOf } from "./answer-site.ts";
import type { CallerRequest } from "./caller.ts";
import type { AnswerHead, Forwarded } from "./exchange.ts";
import type { HeadCapture } from "./head-capture.ts";
import { type JobNews, noNews } from "./observe-answer.ts";
import type { CallRecord } from "./recorder.ts";
import type { Refusal, RefusalCode } from "./refusal.ts";
import type { Route } from "./route.ts";
import type { BodyRow, CallRow, IntentRow } from "./store.ts";
import { untold } from "./tell-news.ts";
import { transportCode, transportRefusal, wasCutOff } from "./transport-refusal.ts";
import type { CallTrace } from "./watch/tracing.ts";
import type { Heard } from "./watch-jobs.ts";

/** How much of a body is kept for the screens, in characters. */
const keptBodyLength = 64 * 1024;
const keptTextLength = 500;

/** A call from its first byte, as far as it is known. */
export interface CallInProgress {
  id: string;
  startedAt: Date;
  startedMs: number;
  /** Time Docket added before the request left; null when it never left. */
  gatewayMs: number | null;
  route: Route;
  match: OperationMatch | null;
  clientId: string | null;
  admitted: Admitted | null;
  /** Takes the caller's token and the provider key out of a text, whoever repeats them. */
  hide: (text: string) => string;
  trace: CallTrace;
}

/** The row written while the request travels. */
export function intentOf(ctx: Context, call: CallInProgress, req: CallerRequest): IntentRow {
  return {
    id: call.id,
    startedAt: call.startedAt,
    instanceId: ctx.instanceId,
    provider: call.route.provider,
    region: call.route.region,
    clientId: call.clientId,
    providerKeyId: call.admitted?.target.id ?? null,
    method: req.method ?? "GET",
    path: call.hide(call.route.path).slice(0, 2_000),
    operation: call.match?.operation.name ?? null,
    product: call.match?.operation.product ?? null,
  };
}

/** How the exchange ended, for the record. */
export interface CallEnd {
  outcome: CallRow["outcome"];
  status: number | null;
  /** Docket's own refusal or the transport's code. */
  errorCode: string | null;
  /** Where the transport failed: what the caller was told. */
  refusalCode: RefusalCode | null;
  answer: AnswerHead | null;
  capture: HeadCapture | null;
  /** Whether the vendor's answer came whole. */
  complete: boolean;
  bytesUp: number;
  bytesDown: number;
  requestFacts: RequestFacts | null;
  requestCapture: HeadCapture | null;
  /** Every time it was sent to the vendor; empty = it never left. */
  attempts: readonly AttemptSummary[];
  heard: Heard;
}

/**
 * Everything an ended call leaves behind: its row, kept bodies, and its failure when it ended badly. `intent` is its
 * intent, where one was made.
 */
export function recordOf(
  ctx: Context,
  call: CallInProgress,
  req: CallerRequest,
  end: CallEnd,
  failure: FailureRow | null,
  intent: IntentRow = intentOf(ctx, call, req),
): CallRecord {
  const endedAt = ctx.clock.now();
  const bodies = bodiesOf(call, req, end, endedAt);
  const { news } = end.heard;
  const told = end.heard.told ?? untold;
  return {
    call: {
      ...intent,
      endedAt,
      query: call.route.query ? redactText(call.hide(call.route.query)).slice(0, 2_000) : null,
      outcome: end.outcome,
      status: end.status,
      errorCode: end.errorCode,
      latencyMs: rounded(elapsedMs(ctx.clock) - call.startedMs),
      upstreamMs: rounded(end.answer?.upstreamMs ?? null),
      gatewayMs: rounded(call.gatewayMs),
      bytesUp: end.bytesUp,
      bytesDown: end.bytesDown,
      requestType: kept(call, req.headers["content-type"], 200),
      responseType: kept(call, String(end.answer?.headers["content-type"] ?? ""), 200),
      userAgent: kept(call, req.headers["user-agent"], keptTextLength),
      fileName: kept(call, end.requestFacts?.fileName, keptTextLength),
      vendorRequestId: failure?.requestId ?? null,
      vendorJobId: kept(call, news.vendorJobId, 2_000),
      jobId: told.jobId,
      failureId: failure?.id ?? told.failureId,
      attempts: end.attempts.length,
      attemptLog: end.attempts.length > 1 ? end.attempts : null,
    },
    bodies,
    failure: failure && { ...failure, jobId: told.jobId },
    news: end.heard.told || isEmpty(news) ? null : news,
  };
}

/** Milliseconds to the microsecond: what lies beyond is noise, and many digits to write. */
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1_000) / 1_000;
}

function isEmpty({ observations, file, pollSoon }: JobNews): boolean {
  return observations.length === 0 && file === null && pollSoon === null;
}

function kept(call: CallInProgress, text: string | null | undefined, length: number): string | null {
  return text ? call.hide(text).slice(0, length) : null;
}

/** Bodies worth keeping: what a create was asked and answered, and every error. Results are never kept. */
function bodiesOf(call: CallInProgress, req: CallerRequest, end: CallEnd, at: Date): BodyRow[] {
  const kind = call.match?.operation.kind;
  const creates = kind === "create_job";
  const isError = (end.status ?? 0) >= 400;
  const rows: BodyRow[] = [];
  const requestType = req.headers["content-type"] ?? null;
  // A packed request is not unpacked, and packed text cannot be searched for secrets.
  const readable = requestType !== null && /\bjson\b/i.test(requestType) && !req.headers["content-encoding"];
  if ((creates || kind === "sync_job" || isError) && end.requestCapture && readable) {
    const text = call.hide(end.requestCapture.bytes.toString("utf8"));
    rows.push(bodyRow(call.id, at, "request", requestType, text, end.requestCapture.truncated));
  }
  const answerText = creates || isError ? textOf(call, end.answer, end.capture) : null;
  if (answerText) {
    const type = kept(call, String(end.answer?.headers["content-type"] ?? ""), 200);
    rows.push(bodyRow(call.id, at, "response", type, answerText, end.capture?.truncated ?? false));
  }
  return rows;
}

function bodyRow(
  callId: string,
  at: Date,
  part: BodyRow["part"],
  contentType: string | null,
  text: string,
  cut: boolean,
): BodyRow {
  const clean = redactBody(text);
  return {
    callId,
    at,
    part,
    contentType: contentType?.slice(0, 200) ?? null,
    body: clean.slice(0, keptBodyLength),
    truncated: cut || clean.length > keptBodyLength,
  };
}

/** The record of a call Docket itself turned away. */
export function refusedEnd(refusal: Refusal, bytesDown: number): CallEnd {
  return {
    outcome: "refused",
    status: refusal.status,
    errorCode: refusal.code,
    refusalCode: refusal.code,
    answer: null,
    capture: null,
    complete: false,
    bytesUp: 0,
    bytesDown,
    requestFacts: null,
    requestCapture: null,
    attempts: [],
    heard: { news: noNews, told: null },
  };
}

/** The end of a call whose caller went away before it left Docket. */
export const leftEnd: CallEnd = {
  outcome: "client_gone",
  status: null,
  errorCode: null,
  refusalCode: null,
  answer: null,
  capture: null,
  complete: false,
  bytesUp: 0,
  bytesDown: 0,
  requestFacts: null,
  requestCapture: null,
  attempts: [],
  heard: { news: noNews, told: null },
};

/** The end of an exchange that reached, or tried to reach, the vendor. */
export function forwardedEnd(
  forwarded: Forwarded,
  rest: Pick<CallEnd, "bytesUp" | "requestFacts" | "requestCapture" | "attempts">,
): Omit<CallEnd, "heard"> {
  const { answer, capture, bytesDown, complete } = forwarded;
  return { status: answer?.status ?? null, answer, capture, complete, bytesDown, ...howEnded(forwarded), ...rest };
}

function howEnded(forwarded: Forwarded): Pick<CallEnd, "outcome" | "errorCode" | "refusalCode"> {
  if (forwarded.kind !== "failed") return { outcome: forwarded.kind, errorCode: null, refusalCode: null };
  const { error } = forwarded;
  const refusalCode = transportRefusal(error).code;
  if (wasCutOff(error)) return { outcome: "interrupted", errorCode: "interrupted", refusalCode };
  return { outcome: "upstream_failed", errorCode: transportCode(error), refusalCode };
}
