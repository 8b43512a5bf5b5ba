import type { Dispatcher } from "undici";
import { type Context, elapsedMs } from "#server/platform/index.ts";
import { adapterOf, vendorBase } from "#server/providers/index.ts";
import type { Admission, Admitted } from "./admission.ts";
import { failureOfCall, lossOfCall } from "./call-failure.ts";
import { type CallInProgress, forwardedEnd, intentOf, recordOf } from "./call-record.ts";
import type { CallerRequest, CallerResponse } from "./caller.ts";
import { captureOfAnswer, captureOfRequest } from "./capture-policy.ts";
import { type AnswerHead, type Forwarded, isEventStream } from "./exchange.ts";
import { addedRetryAfter } from "./guards/added-retry-after.ts";
import type { Guards, Pass } from "./guards/guards.ts";
import { verdictOf } from "./guards/verdict-of.ts";
import { upstreamHeaders } from "./headers.ts";
import type { KeyWatch } from "./key-watch.ts";
import type { KeysOfJobs } from "./keys-of-jobs.ts";
import { letGo } from "./let-go.ts";
import type { GatewayLimits } from "./limits.ts";
import type { CallRecorder } from "./recorder.ts";
import { sendRefusal } from "./refusal.ts";
import { forwardAgain } from "./retry/forward-again.ts";
import { RetryPlan } from "./retry/retry-plan.ts";
import type { Teller } from "./teller.ts";
import { headersTimeoutOf } from "./time-limits.ts";
import type { TokenUse } from "./token-use.ts";
import { transportRefusal } from "./transport-refusal.ts";
import type { CallMetrics } from "./watch/call-metrics.ts";
import type { Tracing } from "./watch/tracing.ts";
import { writeDown } from "./watch/write-down.ts";
import { watchJobs } from "./watch-jobs.ts";

/** Has another process of this Docket answer a request. Never rejects. */
export type PassOn = (req: CallerRequest, res: CallerResponse) => Promise<void>;

/** What every call needs at hand. */
export interface Desk {
  ctx: Context;
  admission: Admission;
  recorder: CallRecorder;
  teller: Teller;
  tokenUse: TokenUse;
  guards: Guards;
  /** Where limits are counted, if not here: such calls are passed on there. */
  counting: PassOn | null;
  keysOfJobs: KeysOfJobs;
  keyWatch: KeyWatch;
  tracing: Tracing;
  metrics: CallMetrics;
  dispatcher: Dispatcher;
  limits: GatewayLimits;
  draining: boolean;
  /** Where this Docket's own guidance lives. */
  docsBase: string;
}

/** Carries an admitted call out: to the vendor and back, watched from the side, written down in the end. */
export async function carryOut(
  desk: Desk,
  call: CallInProgress,
  admitted: Admitted,
  pass: Pass,
  req: CallerRequest,
  res: CallerResponse,
): Promise<void> {
  const { ctx, limits, dispatcher } = desk;
  const adapter = adapterOf(call.route.provider);
  const target = addressOf(vendorBase(adapter, admitted.target.baseUrl, call.route.path));
  const requestCapture = captureOfRequest(call.match, call.route.query, req.headers);
  // Kept, because a request loses its socket when the connection ends.
  const { socket } = req;
  const bytesBefore = socket.bytesRead;
  const kind = call.match?.operation.kind;
  const makesJob = kind === "create_job" || kind === "sync_job";
  const watched = watchJobs(desk, call, admitted, req, requestCapture);
  let noted = 0;
  call.gatewayMs = elapsedMs(ctx.clock) - call.startedMs;
  const plan = new RetryPlan(req, call.match, requestCapture, call.startedMs);
  const exchange = {
    dispatcher,
    clock: ctx.clock,
    limits,
    headersTimeoutMs: headersTimeoutOf(call.match, req.method ?? "GET", limits),
    origin: target.origin,
    path: target.path + call.route.path + call.route.query,
    headers: upstreamHeaders(req, adapter, admitted.target, call.trace),
    req,
    res,
    requestCapture,
    answering: () => desk.recorder.ensure(noted),
    captureFor: (answer: AnswerHead) => captureOfAnswer(call.match, answer),
    ownHeaders: (answer: AnswerHead | null) => {
      const timing = `gateway;dur=${(call.gatewayMs ?? 0).toFixed(2)}`;
      const own = ["x-docket-call-id", call.id, "server-timing", timing];
      return answer?.status === 429 ? [...own, ...addedRetryAfter(answer, pass)] : own;
    },
    hearOut: makesJob,
    // Work done at once is known before its caller can ask about it; its errors, and events as they come, are not held.
    holds: (answer: AnswerHead) => kind === "create_job" || (answer.status < 300 && !isEventStream(answer)),
    beforeDelivery: makesJob ? watched.durable : null,
  };
  const forwarding = forwardAgain(exchange, plan);
  // The intent is noted while the request travels, so that it costs the caller nothing.
  const intent = intentOf(ctx, call, req);
  noted = desk.recorder.intend(intent);
  const { forwarded, attempts } = await forwarding;
  tellTransportFailure(desk, call, forwarded, res);
  letGo(req);
  const bytesUp = requestCapture?.total ?? uploadedBytes(req, socket.bytesRead - bytesBefore);
  const end = forwardedEnd(forwarded, { bytesUp, requestFacts: watched.facts(), requestCapture, attempts });
  const failure = failureOfCall(call, req, end, ctx.clock.now());
  pass.hear(verdictOf(forwarded, failure));
  desk.keyWatch.heard(admitted.target, forwarded.answer?.status ?? null);
  const heard = watched.hear(forwarded, () => failure ?? lossOfCall(call, req, end, ctx.clock.now()));
  writeDown(desk, call, recordOf(ctx, call, req, { ...end, heard }, failure, intent));
}

/** Addresses read once; there are as many as provider keys and vendors' hosts. */
const addresses = new Map<string, { origin: string; path: string }>();

function addressOf(base: string): { origin: string; path: string } {
  const known = addresses.get(base);
  if (known) return known;
  const { origin, pathname } = new URL(base);
  const address = { origin, path: pathname === "/" ? "" : pathname };
  if (addresses.size >= 1_000) addresses.clear();
  addresses.set(base, address);
  return address;
}

/** The size of a body nobody watched: as stated, or about as much as the connection carried. */
function uploadedBytes(req: CallerRequest, carried: number): number {
  const declared = Number(req.headers["content-length"] ?? 0);
  if (req.headers["transfer-encoding"] !== undefined) return Math.max(0, carried);
  return req.complete && Number.isSafeInteger(declared) ? declared : Math.min(declared, Math.max(0, carried));
}

/** Tells the caller that no answer came, where it still can be told. */
function tellTransportFailure(desk: Desk, call: CallInProgress, forwarded: Forwarded, res: CallerResponse): void {
  if (forwarded.kind !== "failed" || res.headersSent || res.destroyed) return;
  sendRefusal(res, transportRefusal(forwarded.error), call.id, desk.docsBase);
}
