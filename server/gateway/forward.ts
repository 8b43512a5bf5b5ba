import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { type Clock, elapsedMs } from "#server/platform/index.ts";
import { StalledReader, watchUpload } from "./caller-pace.ts";
import type { HeadCapture } from "./head-capture.ts";
import { downstreamHeaders, downstreamTrailers, mayHaveTrailers } from "./headers.ts";
import type { GatewayLimits } from "./limits.ts";
import { bodyOf, hasBody, wholeBodyOf } from "./request-body.ts";

/** The largest answer that is held back until what it says is durable, in bytes; a longer one streams through. */
const maxHeldBytes = 1024 * 1024;

/** How much of an answer that is not used is read, so that its connection serves again, in bytes. */
const maxSetAsideBytes = 64 * 1024;

/** One exchange to carry out. */
export interface Exchange {
  dispatcher: Dispatcher;
  clock: Clock;
  limits: GatewayLimits;
  /** How long the answer may take to begin, in milliseconds. */
  headersTimeoutMs: number;
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
  /** Docket's own response headers: name, value, name, … */
  ownHeaders(answer: AnswerHead | null): string[];
  /** Whether the vendor goes on working without the caller: then the answer is heard out though the caller has left. */
  hearOut: boolean;
  /** Which answers wait for `beforeDelivery`. */
  holds(answer: AnswerHead): boolean;
  /** When set, an answer that is held waits for this before the caller gets a byte of it. */
  beforeDelivery: ((answer: AnswerHead, capture: HeadCapture) => Promise<void>) | null;
}

/** One attempt at an exchange. */
export interface Attempt {
  /** The body, where it was read already and goes out once more. */
  replay: Buffer | null;
  /** Which answers the caller never sees, because another attempt follows. */
  setsAside(answer: AnswerHead): boolean;
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

/** An exchange whose answer the caller never saw, because another attempt follows. */
export interface SetAside {
  kind: "set_aside";
  answer: AnswerHead;
}

/** Whether an answer comes event by event. */
export function isEventStream(answer: Pick<AnswerHead, "headers"> | null): boolean {
  return /^text\/event-stream\b/i.test(String(answer?.headers["content-type"] ?? ""));
}

/** Characters of a reason phrase that Node refuses to send. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/g;

const callerLeft = new Error("the caller went away");
const setAsideTooLong = new Error("the rest of an answer that is not used");

/**
 * Streams a request to the vendor and the answer back, byte for byte. The caller's leaving aborts the vendor's side;
 * a slow reader on either side slows the other. Never rejects.
 */
export async function forward(exchange: Exchange, attempt: Attempt): Promise<Forwarded | SetAside> {
  const { req, requestCapture } = exchange;
  let body: Buffer | Readable | null = attempt.replay;
  if (!body && hasBody(req)) {
    // What came in one packet with the head has been parsed by the next tick: one write sends it on.
    await new Promise((resolve) => process.nextTick(resolve));
    const wholeBody = wholeBodyOf(req);
    if (wholeBody) requestCapture?.push(wholeBody);
    else watchUpload(req, exchange.limits);
    body = wholeBody ?? bodyOf(req, requestCapture);
  }
  return new Promise((resolve) => {
    exchange.dispatcher.dispatch(
      {
        origin: exchange.origin,
        path: exchange.path,
        method: exchange.req.method as Dispatcher.HttpMethod,
        headers: exchange.headers,
        body,
        headersTimeout: exchange.headersTimeoutMs,
        bodyTimeout: exchange.limits.idleTimeoutMs,
      },
      new Delivery(exchange, attempt, resolve),
    );
  });
}

/** One answer on its way back; the handler undici calls. */
class Delivery implements Dispatcher.DispatchHandler {
  readonly #exchange: Exchange;
  readonly #attempt: Attempt;
  readonly #resolve: (outcome: Forwarded | SetAside) => void;
  readonly #reader: StalledReader;
  readonly #started: number;
  #controller: Dispatcher.DispatchController | null = null;
  #answer: AnswerHead | null = null;
  #capture: HeadCapture | null = null;
  #held: Buffer[] | null = null;
  #heldBytes = 0;
  #bytesDown = 0;
  #settled = false;
  #gone = false;
  #setAside = false;
  #answerComplete = false;
  #statusMessage = "";
  #rawHeaders: (string | Buffer)[] = [];
  #trailers: [string, string][] = [];

  constructor(exchange: Exchange, attempt: Attempt, resolve: (outcome: Forwarded | SetAside) => void) {
    this.#exchange = exchange;
    this.#attempt = attempt;
    this.#started = elapsedMs(exchange.clock);
    this.#resolve = resolve;
    this.#reader = new StalledReader(exchange.res, exchange.limits);
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

  #onDrain = () => {
    this.#reader.moves();
    this.#controller?.resume();
  };

  onRequestStart(controller: Dispatcher.DispatchController) {
    this.#controller = controller;
    if (this.#gone) controller.abort(callerLeft);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
    statusMessage?: string,
  ) {
    if (status < 200) return;
    this.#answer = { status, headers, upstreamMs: elapsedMs(this.#exchange.clock) - this.#started };
    if (!this.#gone && this.#attempt.setsAside(this.#answer)) {
      this.#setAside = true;
      return;
    }
    this.#capture = this.#exchange.captureFor(this.#answer);
    if (this.#gone && !this.#isHeardOut) return controller.abort(callerLeft);
    this.#statusMessage = (statusMessage ?? "").replace(unsendable, "");
    this.#rawHeaders = (controller.rawHeaders ?? []) as (string | Buffer)[];
    if (this.#exchange.beforeDelivery && this.#capture && this.#exchange.holds(this.#answer)) this.#held = [];
    else this.#writeHead();
  }

  #writeHead() {
    if (this.#gone) return;
    const { req, res, ownHeaders, answering } = this.#exchange;
    answering();
    const headers = downstreamHeaders(
      this.#rawHeaders,
      ownHeaders(this.#answer),
      mayHaveTrailers(req, this.#answer?.status ?? 502),
    );
    res.writeHead(this.#answer?.status ?? 502, this.#statusMessage, headers);
    // Whatever of the body came in the same packet leaves in the same write, and nothing waits longer than that.
    process.nextTick(this.#flushHead);
  }

  #flushHead = () => {
    if (this.#bytesDown === 0 && !this.#answerComplete) this.#exchange.res.flushHeaders();
  };

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer) {
    this.#capture?.push(chunk);
    this.#bytesDown += chunk.length;
    if (this.#setAside) {
      if (this.#bytesDown > maxSetAsideBytes) controller.abort(setAsideTooLong);
      return;
    }
    if (this.#held) {
      this.#held.push(Buffer.from(chunk));
      this.#heldBytes += chunk.length;
      if (this.#heldBytes > maxHeldBytes) this.#release();
      return;
    }
    // Nobody is left to slow us down: the answer is only heard out.
    if (!this.#gone && !this.#exchange.res.write(chunk)) {
      this.#reader.stalls();
      controller.pause();
    }
  }

  /** Hands on what was held back. */
  #release() {
    const held = this.#held ?? [];
    this.#held = null;
    if (this.#gone) return;
    this.#writeHead();
    for (const chunk of held) this.#exchange.res.write(chunk);
  }

  onResponseEnd(_controller: Dispatcher.DispatchController, trailers: Record<string, string | string[] | undefined>) {
    this.#answerComplete = true;
    this.#trailers = downstreamTrailers(trailers);
    if (this.#setAside) this.#settleSetAside();
    else void this.#finish();
  }

  async #finish() {
    const { beforeDelivery, res } = this.#exchange;
    if (this.#held && beforeDelivery && this.#answer && this.#capture)
      await beforeDelivery(this.#answer, this.#capture);
    if (this.#held) this.#release();
    const answer = this.#answer;
    if (this.#gone || !answer) return this.#settleGone();
    if (res.writableNeedDrain) this.#reader.stalls();
    // Node leaves them out where the answer is not in chunks.
    if (this.#trailers.length > 0) res.addTrailers(this.#trailers);
    res.end(() => this.#settle({ kind: "answered", answer, ...this.#seen }));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error) {
    const { req, res } = this.#exchange;
    if (this.#setAside && !this.#gone) return this.#settleSetAside();
    if (this.#gone || req.errored || (res.destroyed && !res.writableFinished)) return this.#settleGone();
    // Half an answer must look like half an answer: the connection is cut, not closed politely.
    if (res.headersSent) res.destroy();
    this.#settle({ kind: "failed", error, answer: this.#answer, ...this.#seen });
  }

  #settleSetAside() {
    if (this.#answer) this.#settle({ kind: "set_aside", answer: this.#answer });
  }

  #settleGone() {
    this.#settle({ kind: "client_gone", answer: this.#answer, ...this.#seen });
  }

  get #seen(): Pick<Forwarded, "capture" | "bytesDown" | "complete"> {
    return { capture: this.#capture, bytesDown: this.#bytesDown, complete: this.#answerComplete };
  }

  #settle(outcome: Forwarded | SetAside) {
    if (this.#settled) return;
    this.#settled = true;
    this.#reader.moves();
    this.#exchange.res.off("close", this.#onCallerClose);
    this.#exchange.res.off("drain", this.#onDrain);
    this.#resolve(outcome);
  }
}
