import type { IncomingHttpHeaders } from "node:http";
import type { OperationMatch } from "#server/providers/index.ts";
import type { CallerRequest } from "../caller.ts";
import type { HeadCapture } from "../head-capture.ts";
import { Refusal } from "../refusal.ts";
import { hasBody } from "../request-body.ts";

/** Longest a call is tried again, from its beginning, in milliseconds, and how often it is sent at most. */
const longestMs = 10_000;
const mostAttempts = 3;
/** The part of the caller's own time-out within which a new attempt may begin. */
const shareOfTimeout = 0.5;
/** Milliseconds of the first pause, and of the longest. */
const pauses = { first: 200, longest: 2_000 };

const repeatableStatuses = new Set([502, 503, 504]);
/** The connection was never made: nothing of the request left Docket. */
const neverOpened = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
/** The connection broke before the answer was whole. */
const broken = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/** The headers by which a caller chooses, and by which the vendors' generated clients say how long they wait. */
const wishHeader = "x-docket-retry";
const timeoutHeader = "x-stainless-timeout";

/** What a caller wants repeated: `safe` = what cannot do harm, `none` = nothing. Throws Refusal `bad_retry_header`. */
export function retryWish(headers: IncomingHttpHeaders): "safe" | "none" {
  const wish = headers[wishHeader] ?? "safe";
  if (wish === "safe" || wish === "none") return wish;
  throw new Refusal("bad_retry_header", `The header ${wishHeader} is "none" or "safe", the default.`);
}

/** How an attempt ended without anything of it having reached the caller. */
export type AttemptEnd = { status: number; retryAfterMs: number | null } | { transportCode: string };

/** Decides whether a call is sent again. By default nothing that may have created work is. */
export class RetryPlan {
  readonly #req: CallerRequest;
  readonly #match: OperationMatch | null;
  readonly #capture: HeadCapture | null;
  readonly #wish: "safe" | "none";
  readonly #until: number;
  #sent = 1;

  /** `startedMs` is the call's beginning by `elapsedMs`. */
  constructor(req: CallerRequest, match: OperationMatch | null, capture: HeadCapture | null, startedMs: number) {
    this.#req = req;
    this.#match = match;
    this.#capture = capture;
    this.#wish = retryWish(req.headers);
    const timeoutMs = Number(req.headers[timeoutHeader]) * 1_000;
    this.#until = startedMs + (timeoutMs > 0 ? Math.min(longestMs, timeoutMs * shareOfTimeout) : longestMs);
  }

  /** Milliseconds until the next attempt, counted as begun; null = this end stands. `random` is 0–1. */
  pauseAfter(end: AttemptEnd, nowMs: number, random: number): number | null {
    if (this.#wish === "none" || this.#sent >= mostAttempts || !this.#mayRepeat(end)) return null;
    const jittered = random * Math.min(pauses.longest, pauses.first * 2 ** (this.#sent - 1));
    const asked = "status" in end ? (end.retryAfterMs ?? 0) : 0;
    const pauseMs = Math.max(asked, jittered);
    if (nowMs + pauseMs > this.#until) return null;
    this.#sent += 1;
    return pauseMs;
  }

  /** The whole body, to be sent once more; null where there is none or it has not been touched. */
  get replay(): Buffer | null {
    return hasBody(this.#req) && this.#req.readableDidRead ? (this.#capture?.bytes ?? null) : null;
  }

  #mayRepeat(end: AttemptEnd): boolean {
    if ("transportCode" in end && neverOpened.has(end.transportCode))
      return !this.#req.readableDidRead || this.#isWholeAtHand();
    const isFit = "status" in end ? repeatableStatuses.has(end.status) : broken.has(end.transportCode);
    return isFit && (this.#reads() || this.#hasHandle()) && this.#isWholeAtHand();
  }

  #reads(): boolean {
    const { method } = this.#req;
    const kind = this.#match?.operation.kind;
    return method === "GET" || method === "HEAD" || kind === "read" || kind === "read_job" || kind === "list_jobs";
  }

  /** Whether the request names itself, so that the vendor answers a second one with the first one's job. */
  #hasHandle(): boolean {
    const field = this.#match?.operation.idempotencyField;
    if (!field || !this.#capture || !this.#isWholeAtHand()) return false;
    try {
      const body: unknown = JSON.parse(this.#capture.bytes.toString("utf8"));
      const value = typeof body === "object" && body !== null ? (body as Record<string, unknown>)[field] : null;
      return typeof value === "string" && value !== "";
    } catch {
      return false;
    }
  }

  #isWholeAtHand(): boolean {
    if (!hasBody(this.#req)) return true;
    return this.#req.complete && this.#capture !== null && !this.#capture.truncated;
  }
}
