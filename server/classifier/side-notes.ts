import type { Facts } from "./gather-facts.ts";
import { markFor } from "./text-marks.ts";
import { noHeaders } from "./vendor-haystack.ts";

/** Headers that carry an exchange's id, surest first. */
const idHeaders = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];
const idFields = ["requestId", "request_id", "requestID", "correlationId", "correlation_id", "x-request-id"];
const idRanks: ReadonlyMap<string, number> = new Map(idFields.map((name, rank) => [name, rank]));
const idInText =
  /\b(?:x-(?:[a-z]+-)?request-id|request[ _-]?id|correlation[ _-]?id)\b["'\\]{0,2}\s{0,3}(?:=>|[:=])?\s{0,3}["'\\]{0,2}([A-Za-z0-9][\w-]{6,79})\b/i;
const pauseInText = /^[<\s]{0,4}retry-after["']?\s{0,2}[:=]\s{0,2}["']?([\w ,:+-]{1,40}?)["',]{0,2}\s{0,2}$/im;
const idMark = markFor(idInText);
const pauseMark = markFor(pauseInText);
const maxPayloads = 6;

/** The id of the exchange, wherever it hid: a header, a field of a payload or of its `error`, a line of a text. */
export function requestIdIn({ headers, payloads, texts, marks }: Facts): string | null {
  if (headers !== noHeaders) for (const name of idHeaders) if (headers[name]) return headers[name];
  for (let at = 0; at < payloads.length && at < maxPayloads; at++) {
    const payload = payloads[at];
    const found = fieldIn(payload) ?? fieldIn((payload as { error?: unknown }).error);
    if (found !== null) return found;
  }
  for (const text of marks & idMark ? texts : []) {
    const found = idInText.exec(text)?.[1];
    if (found && /\d/.test(found)) return found;
  }
  // A CDN's own id, for want of a better one.
  return headers["cf-ray"] ?? null;
}

/** How long to wait, as the answer said it: seconds or a date; null when it did not. */
export function retryAfterIn({ headers, texts, marks }: Facts): string | null {
  if (headers["retry-after"]) return headers["retry-after"];
  if (headers["retry-after-ms"]) return `${headers["retry-after-ms"]} ms`;
  const text = marks & pauseMark ? texts.find((each) => /retry-after/i.test(each)) : undefined;
  return (text && pauseInText.exec(text)?.[1]?.trim()) || null;
}

function fieldIn(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  let found: string | null = null;
  let best = idFields.length;
  for (const [name, id] of Object.entries(value)) {
    const rank = idRanks.get(name);
    if (rank === undefined || rank >= best || typeof id !== "string" || id === "" || id.length > 200) continue;
    found = id;
    best = rank;
  }
  return found;
}
