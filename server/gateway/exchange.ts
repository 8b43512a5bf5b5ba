import type { Dispatcher } from "undici";
import type { Clock } from "#server/platform/index.ts";
import type { CallerRequest, CallerResponse } from "./caller.ts";
import type { HeadCapture } from "./head-capture.ts";
import type { GatewayLimits } from "./limits.ts";

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
  req: CallerRequest;
  res: CallerResponse;
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
