import { parseWholeJson } from "./embedded-json.ts";

/** What a body may hold: readable payloads, outermost first, and texts that are no JSON. */
export interface BodyParts {
  payloads: unknown[];
  texts: string[];
  /** An HTTP status written inside an envelope, e.g. a serialised client error. */
  status: number | null;
}

/** Fields in which logs, clients and queues wrap a payload. */
const envelopeKeys = ["body", "response", "error", "err", "data", "cause", "exception", "payload", "job"] as const;
const textKeys = ["message", "msg", "stack", "log"] as const;
const statusKeys = ["status", "statusCode", "status_code", "httpStatus", "http_status"] as const;
const maxNodes = 24;
const maxDepth = 4;

/** Unpacks a body: a string may be JSON (encoded more than once), an object may be a log line around the payload. */
export function readBody(body: unknown, parseLimit: number): BodyParts {
  const parts: BodyParts = { payloads: [], texts: [], status: null };
  const queue: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }];
  for (let seen = 0; seen < queue.length && seen < maxNodes; seen++) {
    const node = queue[seen];
    if (node) visit(node.value, node.depth, parts, queue, parseLimit);
  }
  if (parts.texts.length === 0 && holdsErrors(body)) for (const text of errorTexts(body)) addText(parts, text);
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
  if (Array.isArray(value) || depth >= maxDepth) return;
  const held = heldIn(value as Record<string, unknown>);
  parts.status ??= held.status;
  for (const inner of held.wrapped) {
    if (inner !== undefined && inner !== "") queue.push({ value: inner, depth: depth + 1 });
  }
}

/** Places among the names, first come first. */
const wrappingPlaces = placesOf([...envelopeKeys, ...textKeys]);
const statusPlaces = placesOf(statusKeys);

function placesOf(keys: readonly string[]): ReadonlyMap<string, number> {
  return new Map(keys.map((key, place) => [key, place]));
}

/**
 * What an object wraps, and its status. It goes by the members that are there: asking for each known name would miss most
 * of the time, and a miss on an object of a new shape is slow.
 */
function heldIn(object: Record<string, unknown>): { wrapped: unknown[]; status: number | null } {
  const wrapped: unknown[] = [];
  let status: number | null = null;
  let statusPlace: number = statusKeys.length;
  for (const [key, inner] of Object.entries(object)) {
    const place = wrappingPlaces.get(key);
    const isText = typeof inner === "string";
    if (place !== undefined && (isText || (place < envelopeKeys.length && typeof inner === "object" && inner !== null)))
      wrapped[place] = inner;
    const rank = statusPlaces.get(key) ?? statusKeys.length;
    if (rank < statusPlace && isHttpStatus(inner)) {
      status = inner;
      statusPlace = rank;
    }
  }
  return { wrapped, status };
}

function isHttpStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
}

function addText(parts: BodyParts, text: string): void {
  if (text.trim() !== "" && parts.texts.length < 4) parts.texts.push(text);
}
