import type { Dispatcher } from "undici";
import { elapsedMs } from "#server/platform/index.ts";
import { StalledReader } from "./caller-pace.ts";
import {
  type AnswerHead,
  type Attempt,
  type Exchange,
  type Forwarded,
  isEventStream,
  type SetAside,
} from "./exchange.ts";
import type { HeadCapture } from "./head-capture.ts";
import { downstreamHeaders, downstreamTrailers, mayHaveTrailers } from "./headers.ts";

/** The largest answer that is held back until what it says is durable, in bytes; a longer one streams through. */
const maxHeldBytes = 1024 * 1024;

/** How much of an answer that is not used is read, so that its connection serves again, in bytes. */
const maxSetAsideBytes = 64 * 1024;

/** How much of an answer may wait for the next tick to leave with its head, in bytes. */
const maxBeginningBytes = 16 * 1024;

/** Characters of a reason phrase that Node refuses to send. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/g;

const callerLeft = new Error("the caller went away");
const setAsideTooLong = new Error("the rest of an answer that is not used");

/** One answer on its way back; the handler undici calls. */
export class Delivery implements Dispatcher.DispatchHandler {
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
  /** Until the next tick: what comes meanwhile of the body came in one packet with the head, and leaves in one write. */
  #isHeadFresh = false;
  #beginning: Buffer | null = null;
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
    this.#isHeadFresh = true;
    process.nextTick(this.#sendBeginning);
  }

  #sendBeginning = () => {
    if (!this.#isHeadFresh) return;
    this.#isHeadFresh = false;
    if (this.#beginning) this.#send(this.#beginning);
    else if (!this.#answerComplete) this.#exchange.res.flushHeaders();
    this.#beginning = null;
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
    if (this.#isHeadFresh && !this.#beginning && chunk.length <= maxBeginningBytes) {
      this.#beginning = chunk;
      return;
    }
    this.#sendBeginning();
    this.#send(chunk);
  }

  #send(chunk: Buffer) {
    // Nobody is left to slow us down: the answer is only heard out.
    if (this.#gone || this.#exchange.res.write(chunk)) return;
    this.#reader.stalls();
    this.#controller?.pause();
  }

  /** Hands on what was held back. */
  #release() {
    const held = this.#held ?? [];
    this.#held = null;
    if (this.#gone) return;
    this.#writeHead();
    if (held.length === 1 && this.#heldBytes <= maxBeginningBytes) {
      this.#beginning = held[0] ?? null;
      return;
    }
    this.#isHeadFresh = false;
    for (const chunk of held) this.#exchange.res.write(chunk);
  }

  onResponseEnd(_controller: Dispatcher.DispatchController, trailers: Record<string, string | string[] | undefined>) {
    this.#answerComplete = true;
    this.#trailers = downstreamTrailers(trailers);
    if (this.#setAside) this.#settleSetAside();
    else if (this.#held) void this.#finishHeld();
    else this.#finish();
  }

  async #finishHeld() {
    const { beforeDelivery } = this.#exchange;
    if (beforeDelivery && this.#answer && this.#capture) await beforeDelivery(this.#answer, this.#capture);
    this.#release();
    this.#finish();
  }

  #finish() {
    const { res } = this.#exchange;
    const answer = this.#answer;
    if (this.#gone || !answer) return this.#settleGone();
    if (res.writableNeedDrain) this.#reader.stalls();
    // Node leaves them out where the answer is not in chunks.
    if (this.#trailers.length > 0) res.addTrailers(this.#trailers);
    this.#isHeadFresh = false;
    // Node's response tells here, too, that the connection broke before all of it was sent.
    const settle = (error?: Error | null) =>
      error ? this.#settleGone() : this.#settle({ kind: "answered", answer, ...this.#seen });
    if (this.#beginning) res.end(this.#beginning, settle);
    else res.end(settle);
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
    // What is over sends nothing more: to write to an answer that was cut off is an error of our own.
    this.#isHeadFresh = false;
    this.#reader.moves();
    this.#exchange.res.off("close", this.#onCallerClose);
    this.#exchange.res.off("drain", this.#onDrain);
    this.#resolve(outcome);
  }
}
