import { parseWholeJson } from "./embedded-json.ts";
import { isRecord, namedValues, toldBy } from "./telling-members.ts";

/** What a body may hold: readable payloads, outermost first, and texts that are no JSON. */
export interface BodyParts {
  payloads: unknown[];
  texts: string[];
  /** An HTTP status written inside an envelope, e.g. a serialised client error. */
  status: number | null;
}

/** Fields in which logs, clients and queues wrap a payload. */
const envelopeKeys = [
  ...["body", "response", "error", "err", "data", "cause", "exception", "payload", "job"],
  ...["meta", "context", "extra", "res", "upstream", "jsonPayload", "Body", "Message", "Records"],
  // Spans and events of tracing: what went wrong is in their attributes, in the list's or in the flat form.
  ...["attributes", "events", "http"],
] as const;
const textKeys = [
  ...["message", "msg", "stack", "log", "textPayload"],
  ...["error.message", "exception.message", "error.stack", "exception.stacktrace", "http.response.body.content"],
] as const;
const statusKeys = [
  ...["status", "statusCode", "status_code", "httpStatus", "http_status", "httpCode"],
  ...["http.status_code", "http.response.status_code", "http.statusCode"],
] as const;
const maxNodes = 24;
const maxItems = 6;
const maxDepth = 4;

/** Unpacks a body: a string may be JSON (encoded more than once), an object may be a log line around the payload. */
export function readBody(body: unknown, parseLimit: number): BodyParts {
  const parts = unpackBody(body, parseLimit);
  const holder = parts.texts.length === 0 ? parts.payloads.find(holdsErrors) : undefined;
  if (holder !== undefined) for (const text of errorTexts(holder)) addText(parts, text);
  return parts;
}

/** The same without a search for texts that lie deeper than what is known to wrap them. */
export function unpackBody(body: unknown, parseLimit: number): BodyParts {
  const parts: BodyParts = { payloads: [], texts: [], status: null };
  if (body === undefined) return parts;
  const queue: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }];
  for (let seen = 0; seen < queue.length && seen < maxNodes; seen++) {
    const node = queue[seen];
    if (node) visit(node.value, node.depth, parts, queue, parseLimit);
  }
  return parts;
}

/** Names under which trackers and workflow tools keep what went wrong, at any depth. */
const errorKey = /err|exception|fail|cause|stack|trace|stderr|\blog/i;
const maxVisited = 200;

function holdsErrors(body: unknown): boolean {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  return Object.keys(body).some((key) => errorKey.test(key));
}

/** Texts below a key that speaks of an error: `exception.values[0].value`, `errorDetails.rawErrorMessage[0]`. */
function errorTexts(body: unknown): string[] {
  const found: string[] = [];
  const queue: { value: unknown; below: boolean; depth: number }[] = [{ value: body, below: false, depth: 0 }];
  for (let seen = 0; seen < queue.length && seen < maxVisited; seen++) {
    const { value, below, depth } = queue[seen] as { value: unknown; below: boolean; depth: number };
    if (typeof value === "string" && below && value.length >= 12) found.push(value);
    if (typeof value !== "object" || value === null || depth > 6) continue;
    for (const [key, inner] of Object.entries(value).slice(0, 40)) {
      queue.push({ value: inner, below: below || errorKey.test(key), depth: depth + 1 });
    }
  }
  return found;
}

function visit(
  value: unknown,
  depth: number,
  parts: BodyParts,
  queue: { value: unknown; depth: number }[],
  parseLimit: number,
): void {
  if (typeof value === "string") {
    const parsed = value.length <= parseLimit ? parseWholeJson(value) : undefined;
    if (parsed === undefined) addText(parts, value);
    else queue.push({ value: parsed, depth });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  parts.payloads.push(value);
  if (depth >= maxDepth) return;
  if (Array.isArray(value)) {
    const named = namedValues(value);
    // A log in one list ends in what went wrong.
    const items = named === null ? value.slice(-maxItems).reverse() : [named];
    for (const item of items) if (isRecord(item)) queue.push({ value: item, depth: depth + 1 });
    return;
  }
  const held = heldIn(value as Record<string, unknown>);
  parts.status ??= held.status;
  for (const inner of held.wrapped) {
    if (inner !== undefined && inner !== "") queue.push({ value: inner, depth: depth + 1 });
  }
}

/** Places among the names, first come first; those of a status stand behind the others. */
const places: ReadonlyMap<string, number> = new Map(
  [...envelopeKeys, ...textKeys, ...statusKeys].map((key, place) => [key, place]),
);
const firstStatusPlace = envelopeKeys.length + textKeys.length;

/**
 * What an object wraps, and its status. It goes by the members that are there: asking for each known name would miss most
 * of the time, and a miss on an object of a new shape is slow.
 */
function heldIn(object: Record<string, unknown>): { wrapped: unknown[]; status: number | null } {
  const wrapped: unknown[] = [];
  let status: number | null = null;
  let statusPlace = Number.POSITIVE_INFINITY;
  const others: unknown[] = [];
  for (const [key, inner] of Object.entries(object)) {
    const place = places.get(key);
    if (place === undefined) {
      const told = toldBy(key, inner, object);
      if (told.length > 0) others.push(...told);
    } else if (place >= firstStatusPlace) {
      // A span's status is a code and a sentence.
      if (isRecord(inner)) others.push(inner);
      if (place >= statusPlace || !isHttpStatus(inner)) continue;
      status = Number(inner);
      statusPlace = place;
    } else if (
      typeof inner === "string" ||
      (place < envelopeKeys.length && typeof inner === "object" && inner !== null)
    )
      wrapped[place] = inner;
  }
  return { wrapped: others.length === 0 ? wrapped : [...wrapped, ...others], status };
}

/** A number, or a failure's as text, as some tools write it. */
function isHttpStatus(value: unknown): boolean {
  if (typeof value === "string") return /^[45]\d\d$/.test(value);
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
}

function addText(parts: BodyParts, text: string): void {
  // A number or a letter is somebody's id or level.
  if (text.trim().length > 2 && parts.texts.length < 4) parts.texts.push(text);
}
