import type { OperationMatch, RequestFacts } from "#server/providers/index.ts";
import type { Admitted } from "./admission.ts";
import type { AnswerHead } from "./exchange.ts";
import type { HeadCapture } from "./head-capture.ts";
import type { Route } from "./route.ts";

/** Where and whose an answer is. */
export interface AnswerSite {
  callId: string;
  startedAt: Date;
  route: Route;
  match: OperationMatch | null;
  admitted: Admitted;
  request: RequestFacts;
  /** Digest of the request's bytes; null where they did not come whole, or nobody looked. */
  requestDigest: string | null;
  /** What polls must repeat to find its job. */
  scope: string | null;
  /** Takes the call's secrets out of a text. */
  hide: (text: string) => string;
}

/** The answer's text, unpacked and without secrets; null where nobody watched or it cannot be unpacked. */
export function textOf(
  { hide }: Pick<AnswerSite, "hide">,
  answer: AnswerHead | null,
  capture: HeadCapture | null,
): string | null {
  const encoding = answer?.headers["content-encoding"];
  const text = capture?.text(typeof encoding === "string" ? encoding : undefined) ?? null;
  return text === null ? null : hide(text);
}

/** Reads JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
