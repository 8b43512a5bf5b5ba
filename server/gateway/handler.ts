import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, type Dispatcher } from "undici";
import type { Context } from "#server/platform/index.ts";
import { adapterOf, matchOperation } from "#server/providers/index.ts";
import { type Admission, type Admitted, openAdmission } from "./admission.ts";
import { type CallInProgress, forwardedEnd, intentOf, newCallId, recordOf, refusedEnd } from "./call-record.ts";
import { captureOfAnswer, captureOfRequest } from "./capture-policy.ts";
import { type AnswerHead, type Forwarded, forward } from "./forward.ts";
import type { HeadCapture } from "./head-capture.ts";
import { upstreamHeaders } from "./headers.ts";
import { type GatewayLimits, usualLimits } from "./limits.ts";
import { type Heard, observeAnswer } from "./observe-answer.ts";
import { CallRecorder } from "./recorder.ts";
import { Refusal, sendRefusal } from "./refusal.ts";
import { requestFacts } from "./request-facts.ts";
import { gatewayPrefix, type Route, readRoute } from "./route.ts";
import { TokenUse } from "./token-use.ts";
import { transportCode, transportRefusal } from "./transport-refusal.ts";

/** The gateway as `main` holds it. */
export interface Gateway {
  /** Answers one `/gateway/**` request. Never rejects. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Calls being carried out right now. */
  readonly inFlight: number;
  /** Call records not yet durable. */
  readonly waiting: number;
  /** Refuses new calls, waits for those under way and for their records. Calling it again waits for the same end. */
  drain(): Promise<void>;
}

/** Opens the gateway: admission loaded, pool ready. Rejects when the database cannot be read. */
export async function openGateway(ctx: Context, changedLimits: Partial<GatewayLimits> = {}): Promise<Gateway> {
  const limits = { ...usualLimits, ...changedLimits };
  const admission = await openAdmission(ctx);
  const recorder = new CallRecorder(ctx);
  const tokenUse = new TokenUse(ctx);
  const dispatcher = new Agent({
    connections: 256,
    pipelining: 1,
    connect: { timeout: limits.connectTimeoutMs },
    keepAliveTimeout: 30_000,
  });
  const desk: Desk = {
    ctx,
    admission,
    recorder,
    tokenUse,
    dispatcher,
    limits,
    draining: false,
    docsBase: ctx.env.publicUrl ?? "",
  };
  const underWay = new Set<Promise<void>>();
  let draining: Promise<void> | null = null;
  return {
    handle(req, res) {
      const call = handleCall(desk, req, res).catch((error) => {
        ctx.log.error({ err: error }, "gateway failed inside Docket");
        if (!res.headersSent) res.writeHead(500).end();
        else res.destroy();
      });
      underWay.add(call);
      return call.finally(() => underWay.delete(call));
    },
    get inFlight() {
      return underWay.size;
    },
    get waiting() {
      return recorder.waiting;
    },
    drain() {
      draining ??= drain(desk, underWay);
      return draining;
    },
  };
}

/** Ends the gateway in order: no new call, the open ones out, their records written. */
async function drain(desk: Desk, underWay: ReadonlySet<Promise<void>>): Promise<void> {
  desk.draining = true;
  await Promise.allSettled(underWay);
  await desk.recorder.drained();
  await desk.tokenUse.flush();
  desk.tokenUse.stop();
  desk.admission.stop();
  await desk.dispatcher.close();
}

interface Desk {
  ctx: Context;
  admission: Admission;
  recorder: CallRecorder;
  tokenUse: TokenUse;
  dispatcher: Dispatcher;
  limits: GatewayLimits;
  draining: boolean;
  docsBase: string;
}

async function handleCall(desk: Desk, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const startedMs = performance.now();
  const id = newCallId();
  let call: CallInProgress | null = null;
  try {
    const route = readRoute(req.url ?? gatewayPrefix);
    const match = matchOperation(route.provider, req.method ?? "GET", route.path);
    const clientId = desk.admission.whose(req.headers);
    call = { id, startedAt: desk.ctx.clock.now(), startedMs, gatewayMs: null, route, match, clientId, admitted: null };
    const admitted = admit(desk, req, route);
    desk.tokenUse.used(admitted.tokenId);
    await carryOut(desk, { ...call, admitted }, admitted, req, res);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(desk, call, error, req, res, id);
  }
}

function admit(desk: Desk, req: IncomingMessage, route: Route): Admitted {
  if (desk.draining) throw new Refusal("draining", "This Docket is shutting down; try again in a moment.");
  if (desk.recorder.full) throw new Refusal("overloaded", "Docket cannot write calls down fast enough just now.");
  return desk.admission.admit(req.headers, route);
}

function refuse(
  desk: Desk,
  call: CallInProgress | null,
  refusal: Refusal,
  req: IncomingMessage,
  res: ServerResponse,
  id: string,
): void {
  const bytes = sendRefusal(res, refusal, id, desk.docsBase);
  // What the caller still wants to upload is not read: the connection ends with the answer.
  if (!req.complete) res.once("finish", () => req.destroy());
  if (call) desk.recorder.record(recordOf(desk.ctx, call, req, refusedEnd(refusal, bytes)));
}

async function carryOut(
  desk: Desk,
  call: CallInProgress,
  admitted: Admitted,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { ctx } = desk;
  const target = new URL(admitted.target.baseUrl);
  const requestCapture = captureOfRequest(call.match, req.headers);
  // Kept, because a request loses its socket when the connection ends.
  const { socket } = req;
  const bytesBefore = socket.bytesRead;
  const watched = watchJobs(desk, call, admitted, req, requestCapture);
  call.gatewayMs = performance.now() - call.startedMs;
  const forwarding = forward({
    dispatcher: desk.dispatcher,
    limits: desk.limits,
    origin: target.origin,
    path: (target.pathname === "/" ? "" : target.pathname) + call.route.path + call.route.query,
    headers: upstreamHeaders(req, adapterOf(call.route.provider), admitted.target),
    req,
    res,
    requestCapture,
    captureFor: (answer) => captureOfAnswer(call.match, answer),
    ownHeaders: () => ({
      "x-docket-call-id": call.id,
      "server-timing": `gateway;dur=${(call.gatewayMs ?? 0).toFixed(2)}`,
    }),
    beforeDelivery: call.match?.operation.kind === "create_job" ? watched.durable : null,
  });
  // The intent is written while the request travels, so that it costs the caller nothing.
  desk.recorder.intend(intentOf(ctx, call, req));
  const forwarded = await forwarding;
  const failure = answerTransportFailure(desk, call, forwarded, res);
  const heard = await watched.hear(forwarded);
  const bytesUp = requestCapture?.total ?? uploadedBytes(req, socket.bytesRead - bytesBefore);
  const rest = { bytesUp, requestFacts: watched.facts(), requestCapture, heard };
  desk.recorder.record(recordOf(ctx, call, req, forwardedEnd(forwarded, failure, rest)));
}

/** The size of a body nobody watched: as stated, or about as much as the connection carried. */
function uploadedBytes(req: IncomingMessage, carried: number): number {
  const declared = Number(req.headers["content-length"] ?? 0);
  if (req.headers["transfer-encoding"] !== undefined) return Math.max(0, carried);
  return req.complete && Number.isSafeInteger(declared) ? declared : Math.min(declared, Math.max(0, carried));
}

/** Tells the caller that no answer came, where it still can be told; returns the transport code for the record. */
function answerTransportFailure(
  desk: Desk,
  call: CallInProgress,
  forwarded: Forwarded,
  res: ServerResponse,
): string | null {
  if (forwarded.kind !== "failed") return null;
  if (!res.headersSent && !res.destroyed) sendRefusal(res, transportRefusal(forwarded.error), call.id, desk.docsBase);
  return transportCode(forwarded.error);
}

/** Hears an answer once: before delivery where it makes a job, after it otherwise. */
function watchJobs(
  desk: Desk,
  call: CallInProgress,
  admitted: Admitted,
  req: IncomingMessage,
  requestCapture: HeadCapture | null,
) {
  const { ctx } = desk;
  const nothing: Heard = { jobId: null, vendorJobId: null };
  let hearing: Promise<Heard> | null = null;
  const facts = () => requestFacts(call.route.provider, call.match, requestCapture, req.headers["content-type"]);
  const hearOnce = (answer: AnswerHead, capture: HeadCapture | null): Promise<Heard> => {
    const site = { callId: call.id, route: call.route, match: call.match, admitted, request: facts() };
    hearing ??= observeAnswer(ctx, site, answer, capture).catch((error) => {
      ctx.log.error({ err: error, callId: call.id }, "what an answer says of a job could not be recorded");
      return nothing;
    });
    return hearing;
  };
  return {
    facts,
    async durable(answer: AnswerHead, capture: HeadCapture): Promise<void> {
      if (answer.status >= 300) return;
      await Promise.race([
        hearOnce(answer, capture),
        new Promise((resolve) => setTimeout(resolve, desk.limits.durabilityWaitMs).unref()),
      ]);
    },
    hear: (forwarded: Forwarded): Promise<Heard> =>
      forwarded.answer ? hearOnce(forwarded.answer, forwarded.capture) : Promise.resolve(nothing),
  };
}
