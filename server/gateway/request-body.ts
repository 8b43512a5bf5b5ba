import { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { CallerRequest } from "./caller.ts";
import type { HeadCapture } from "./head-capture.ts";

/** Whether a request comes with a body. */
export function hasBody(req: CallerRequest): boolean {
  return req.headers["transfer-encoding"] !== undefined || Number(req.headers["content-length"] ?? 0) > 0;
}

/** A body this small that came with its head is sent on in one piece, in bytes. */
const wholeBodyBytes = 64 * 1024;

/** A small body that is here whole already; null where it is still on its way, or long. Nothing waits for it. */
export function wholeBodyOf(req: CallerRequest): Buffer | null {
  const length = Number(req.headers["content-length"] ?? 0);
  if (!(length > 0 && length <= wholeBodyBytes) || req.readableLength !== length) return null;
  return req.read() as Buffer | null;
}

/** The request body on its way, watched from the side where someone wants to see its head; null without one. */
export function bodyOf(req: CallerRequest, capture: HeadCapture | null): Readable | null {
  if (!hasBody(req) || !(req instanceof IncomingMessage)) return null;
  return capture ? new WatchedBody(req, capture) : req;
}

/**
 * Takes nothing from the caller before the vendor's side asks for it: while the connection was never made, the body can
 * still go to another.
 */
class WatchedBody extends Readable {
  readonly #req: IncomingMessage;
  readonly #capture: HeadCapture;
  #begun = false;

  constructor(req: IncomingMessage, capture: HeadCapture) {
    super();
    this.#req = req;
    this.#capture = capture;
    req.on("error", this.#onError);
  }

  #onError = (error: Error) => void this.destroy(error);
  #onEnd = () => void this.push(null);
  #onData = (chunk: Buffer) => {
    this.#capture.push(chunk);
    if (!this.push(chunk)) this.#req.pause();
  };

  override _read(): void {
    if (!this.#begun) {
      this.#begun = true;
      this.#req.on("end", this.#onEnd);
      this.#req.on("data", this.#onData);
    }
    this.#req.resume();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#req.off("error", this.#onError).off("end", this.#onEnd).off("data", this.#onData);
    if (this.#begun) this.#req.pause();
    done(error);
  }
}
