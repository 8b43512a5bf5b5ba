import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { type Clock, elapsedMs } from "#server/platform/index.ts";
import type { HeadCapture } from "./head-capture.ts";
import { downstreamHeaders } from "./headers.ts";
import type { GatewayLimits } from "./limits.ts";

/** The largest answer that is held back until what it says is durable, in bytes; a longer one streams through. */
const maxHeldBytes = 1024 * 1024;

/** One exchange to carry out. */
export interface Exchange {
  dispatcher: Dispatcher;
  clock: Clock;
  limits: GatewayLimits;
  /** Origin of the target. */
  origin: string;
  /** Path and query at the target. */
  path: string;
  headers: string[];
  req: IncomingMessage;
  res: ServerResponse;
  /** Sees the request body pass; null where nobody looks. */
  requestCapture: HeadCapture | null;
  /** Called before the caller gets the first byte of an answer. */
  answering(): void;
  /** Chosen once the answer's head is there; null = nobody looks at the body. */
  captureFor(answer: AnswerHead): HeadCapture | null;
  /** Docket's own response headers. */
  ownHeaders(): Record<string, string>;
  /** Whether the vendor goes on working without the caller: then the answer is heard out though the caller has left. */
  hearOut: boolean;
  /** Which answers wait for `beforeDelivery`. */
  holds(answer: AnswerHead): boolean;
  /** When set, an answer that is held waits for this before the caller gets a byte of it. */
  beforeDelivery: ((answer: AnswerHead, capture: HeadCapture) => Promise<void>) | null;
}

export interface AnswerHead {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** From leaving Docket to the vendor's response head, in milliseconds. */
  upstreamMs: number;
}

/** How an exchange ended. */
export type Forwarded = {
  capture: HeadCapture | null;
  bytesDown: number;
  /** Whether the vendor's answer came whole, heard by the caller or not. */
  complete: boolean;
} & (
  | { kind: "answered"; answer: AnswerHead }
  | { kind: "client_gone"; answer: AnswerHead | null }
  | { kind: "failed"; error: Error; answer: AnswerHead | null }
);

/** Whether an answer comes event by event. */
export function isEventStream(answer: Pick<AnswerHead, "headers"> | null): boolean {
  return /^text\/event-stream\b/i.test(String(answer?.headers["content-type"] ?? ""));
}

/** Characters of a reason phrase that Node refuses to send. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/g;

const callerLeft = new Error("the caller went away");
const callerSilent = new Error("the caller fell silent");

/** Whether a request comes with a body. */
function hasBody(req: IncomingMessage): boolean {
  return req.headers["transfer-encoding"] !== undefined || Number(req.headers["content-length"] ?? 0) > 0;
}

/** A body this small that came with its head is sent on in one piece, in bytes. */
const wholeBodyBytes = 64 * 1024;

/** A small body that is here whole already; null where it is still on its way, or long. Nothing waits for it. */
function wholeBodyOf(req: IncomingMessage): Buffer | null {
  const length = Number(req.headers["content-length"] ?? 0);
  if (!(length > 0 && length <= wholeBodyBytes) || req.readableLength !== length) return null;
  return req.read() as Buffer | null;
}

/**
 * Streams a request to the vendor and the answer back, byte for byte. The caller's leaving aborts the vendor's side;
 * a slow reader on either side slows the other. Never rejects.
 */
export async function forward(exchange: Exchange): Promise<Forwarded> {
  const { req, requestCapture } = exchange;
  let body: Buffer | Readable | null = null;
  if (hasBody(req)) {
    // What came in one packet with the head has been parsed by the next tick: one write sends it on.
    await new Promise((resolve) => process.nextTick(resolve));
    const wholeBody = wholeBodyOf(req);
    if (wholeBody) requestCapture?.push(wholeBody);
    else endSilentUpload(exchange);
    body = wholeBody ?? req;
  }
  return new Promise((resolve) => {
    exchange.dispatcher.dispatch(
      {
        origin: exchange.origin,
        path: exchange.path,
        method: exchange.req.method as Dispatcher.HttpMethod,
        headers: exchange.headers,
        body,
        headersTimeout: exchange.limits.headersTimeoutMs,
        bodyTimeout: exchange.limits.idleTimeoutMs,
      },
      new Delivery(exchange, body === req, resolve),
    );
  });
}

/** A caller who stops in the middle of its body would hold two connections for ever. */
function endSilentUpload({ req, limits }: Exchange): void {
  const { socket } = req;
  const onSilence = () => void req.destroy(callerSilent);
  socket.setTimeout(limits.idleTimeoutMs, onSilence);
  req.once("end", () => {
    socket.off("timeout", onSilence);
    socket.setTimeout(0);
  });
}

/** One answer on its way back; the handler undici calls. */
class Delivery implements Dispatcher.DispatchHandler {
  readonly #exchange: Exchange;
  readonly #resolve: (outcome: Forwarded) => void;
  readonly #streams: boolean;
  readonly #started: number;
  #controller: Dispatcher.DispatchController | null = null;
  #answer: AnswerHead | null = null;
  #capture: HeadCapture | null = null;
  #held: Buffer[] | null = null;
  #heldBytes = 0;
  #bytesDown = 0;
  #settled = false;
  #gone = false;
  #answerComplete = false;
  #statusMessage = "";
  #rawHeaders: (string | Buffer)[] = [];

  /** `streams`: whether the request's body is still to be read from the caller. */
  constructor(exchange: Exchange, streams: boolean, resolve: (outcome: Forwarded) => void) {
    this.#exchange = exchange;
    this.#started = elapsedMs(exchange.clock);
    this.#streams = streams;
    this.#resolve = resolve;
    exchange.res.on("close", this.#onCallerClose);
    exchange.res.on("drain", this.#onDrain);
  }

  #onCallerClose = () => {
    const { res } = this.#exchange;
    if (this.#settled || res.writableFinished) return;
    this.#gone = true;
    if (this.#answerComplete) return this.#settleGone();
    if (this.#isHeardOut) this.#controller?.resume();
    else this.#controller?.abort(callerLeft);
  };

  /**
   * A job that was sent whole is made, and paid for, whether or not the caller waits: the answer tells of it. Anything
   * else, and an answer that comes event by event, is stopped at the vendor too.
   */
  get #isHeardOut(): boolean {
    const { hearOut, req } = this.#exchange;
    return hearOut && req.complete && !isEventStream(this.#answer);
  }

  #onDrain = () => this.#controller?.resume();

  onRequestStart(controller: Dispatcher.DispatchController) {
    this.#controller = controller;
    if (this.#gone) return controller.abort(callerLeft);
    const { req, requestCapture } = this.#exchange;
    // From here on the body flows: a watcher that came earlier would set it flowing before there is anywhere to go.
    if (this.#streams && requestCapture) req.on("data", (chunk: Buffer) => requestCapture.push(chunk));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
    statusMessage?: string,
  ) {
    if (status < 200) return;
    this.#answer = { status, headers, upstreamMs: elapsedMs(this.#exchange.clock) - this.#started };
    this.#capture = this.#exchange.captureFor(this.#answer);
    if (this.#gone && !this.#isHeardOut) return controller.abort(callerLeft);
    this.#statusMessage = (statusMessage ?? "").replace(unsendable, "");
    this.#rawHeaders = (controller.rawHeaders ?? []) as (string | Buffer)[];
    if (this.#exchange.beforeDelivery && this.#capture && this.#exchange.holds(this.#answer)) this.#held = [];
    else this.#writeHead();
  }

  #writeHead() {
    if (this.#gone) return;
    const { res, ownHeaders, answering } = this.#exchange;
    answering();
    const headers = downstreamHeaders(this.#rawHeaders, ownHeaders());
    // Whatever of the body came in the same packet leaves in the same write, and nothing waits longer than that.
    const { socket } = res;
    socket?.cork();
    res.writeHead(this.#answer?.status ?? 502, this.#statusMessage, headers);
    res.flushHeaders();
    process.nextTick(() => socket?.uncork());
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer) {
    this.#capture?.push(chunk);
    this.#bytesDown += chunk.length;
    if (this.#held) {
      this.#held.push(Buffer.from(chunk));
      this.#heldBytes += chunk.length;
      if (this.#heldBytes > maxHeldBytes) this.#release();
      return;
    }
    // Nobody is left to slow us down: the answer is only heard out.
    if (!this.#gone && !this.#exchange.res.write(chunk)) controller.pause();
  }

  /** Hands on what was held back. */
  #release() {
    const held = this.#held ?? [];
    this.#held = null;
    if (this.#gone) return;
    this.#writeHead();
    for (const chunk of held) this.#exchange.res.write(chunk);
  }

  onResponseEnd() {
    this.#answerComplete = true;
    void this.#finish();
  }

  async #finish() {
    const { beforeDelivery, res } = this.#exchange;
    if (this.#held && beforeDelivery && this.#answer && this.#capture)
      await beforeDelivery(this.#answer, this.#capture);
    if (this.#held) this.#release();
    const answer = this.#answer;
    if (this.#gone || !answer) return this.#settleGone();
    res.end(() => this.#settle({ kind: "answered", answer, ...this.#seen }));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error) {
    const { req, res } = this.#exchange;
    if (this.#gone || req.errored || (res.destroyed && !res.writableFinished)) return this.#settleGone();
    // Half an answer must look like half an answer: the connection is cut, not closed politely.
    if (res.headersSent) res.destroy();
    this.#settle({ kind: "failed", error, answer: this.#answer, ...this.#seen });
  }

  #settleGone() {
    this.#settle({ kind: "client_gone", answer: this.#answer, ...this.#seen });
  }

  get #seen(): Pick<Forwarded, "capture" | "bytesDown" | "complete"> {
    return { capture: this.#capture, bytesDown: this.#bytesDown, complete: this.#answerComplete };
  }

  #settle(outcome: Forwarded) {
    if (this.#settled) return;
    this.#settled = true;
    this.#exchange.res.off("close", this.#onCallerClose);
    this.#exchange.res.off("drain", this.#onDrain);
    this.#resolve(outcome);
  }
}
