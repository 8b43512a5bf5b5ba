import { IncomingMessage } from "node:http";
import type { CallerRequest, CallerResponse } from "./caller.ts";
import type { GatewayLimits } from "./limits.ts";
import { hasBody } from "./request-body.ts";

const callerSilent = new Error("the caller fell silent");
const callerSlow = new Error("the caller sends too slowly");
const callerEndless = new Error("the caller sends more than it may");

/**
 * Ends an upload that holds two connections without moving: one that falls silent, trickles, or has no end. What the
 * vendor's side slows down is not the caller's fault.
 */
export function watchUpload(req: CallerRequest, limits: GatewayLimits): void {
  if (!hasBody(req) || req.complete || !(req instanceof IncomingMessage)) return;
  const { socket } = req;
  const onSilence = () => void req.destroy(callerSilent);
  socket.setTimeout(limits.idleTimeoutMs, onSilence);
  const began = socket.bytesRead;
  let before = began;
  const timer = setInterval(() => {
    const now = socket.bytesRead;
    if (now - began > limits.maxBodyBytes) req.destroy(callerEndless);
    else if (now - before < limits.leastUploadBytes && !req.isPaused()) req.destroy(callerSlow);
    before = now;
  }, limits.paceEveryMs);
  timer.unref();
  const end = () => {
    clearInterval(timer);
    socket.off("timeout", onSilence);
    socket.setTimeout(0);
  };
  req.once("end", end).once("close", end);
}

/** A caller who does not read its answer for `idleTimeoutMs` is let go. */
export class StalledReader {
  readonly #res: CallerResponse;
  readonly #idleTimeoutMs: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(res: CallerResponse, { idleTimeoutMs }: GatewayLimits) {
    this.#res = res;
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  /** The caller takes nothing more just now. */
  stalls(): void {
    this.#timer ??= setTimeout(() => void this.#res.destroy(), this.#idleTimeoutMs);
  }

  /** It reads again, or is done. */
  moves(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
