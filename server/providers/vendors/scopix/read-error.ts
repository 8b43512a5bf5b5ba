import type { ErrorInput, VendorError } from "../../contract.ts";
import { generalCodes, jobErrorTypes, knownCodes } from "./codes.ts";
import { errorEvent } from "./read-events.ts";

type Json = Record<string, unknown>;
type Read = Pick<VendorError, "shape"> & Partial<VendorError>;

/**
 * Reads a Scopix error out of any shape it comes in: the middleware's envelope `{error: {code, message}, request_id}`; the
 * framework's `{detail}` as a sentence, an object or a list; `{error, error_code}` of chat routes; `{error, message}` of file
 * routes; an error event inside a 200; a job that failed; bare text or HTML. Never throws; what it does not know has the
 * shape `unknown-json`. Shapes: scopix.ai/docs/api/resources/errors and the older edition's openapi.json (2026-11-20).
 */
export function readError(input: ErrorInput): VendorError {
  const read = readBody(input);
  return {
    code: read.code ?? null,
    message: read.message?.trim() || null,
    requestId: read.requestId ?? textOf(input.headers["x-request-id"]),
    shape: read.shape,
    jobStatus: read.jobStatus ?? null,
  };
}

function readBody({ body, text }: ErrorInput): Read {
  if (isJson(body)) return readObject(body);
  if (Array.isArray(body)) return { shape: "unknown-json" };
  const plain = typeof body === "string" && body.trim() !== "" ? body : text;
  return plain && plain.trim() !== "" ? readText(plain) : { shape: "empty" };
}

function readObject(body: Json): Read {
  if (isJson(body.error)) return readEnvelope(body.error, body);
  if ("detail" in body && !("error" in body)) return readDetail(body.detail, body);
  if (body.type === "error" || body.type === "auth_error") return readEventBody(body);
  if (isJob(body)) return readJob(body);
  if (typeof body.error === "string") return readNamedError(body, body.error);
  const code = codeOf(body.code);
  return code
    ? { shape: "bare-code", code, message: textOf(body.message), requestId: requestIdOf(body) }
    : { shape: "unknown-json" };
}

/** Shape A: `request_id` stands beside the error; it is the one shape that carries it. */
function readEnvelope(error: Json, outer: Json): Read {
  const requestId = requestIdOf(outer) ?? requestIdOf(error);
  const whole = requestId !== null && isJson(error.details);
  return {
    shape: whole ? "envelope" : "wrapped-error",
    code: codeOf(error.code),
    message: textOf(error.message),
    requestId,
  };
}

/** Shapes B, C and D: what the framework makes of an exception. */
function readDetail(detail: unknown, outer: Json): Read {
  const requestId = requestIdOf(outer);
  if (typeof detail === "string") return { shape: "detail-string", message: detail, requestId };
  if (Array.isArray(detail)) return { shape: "detail-array", code: null, message: firstIssue(detail), requestId };
  if (!isJson(detail)) return { shape: "unknown-json", requestId };
  // Chat and file routes may come wrapped as well: both are declared, neither was seen.
  if (typeof detail.error === "string") return { ...readNamedError(detail, detail.error), requestId };
  return { shape: "detail-object", code: codeOf(detail.code), message: textOf(detail.message), requestId };
}

function firstIssue(detail: readonly unknown[]): string | null {
  const issue = detail.find(isJson);
  if (!issue) return null;
  const place = Array.isArray(issue.loc) ? issue.loc.join(".") : null;
  const message = textOf(issue.msg);
  return place && message ? `${message} (${place})` : message;
}

/** Shapes E and F: the error is a sentence, and a code or a second sentence stands beside it. */
function readNamedError(body: Json, error: string): Read {
  const code = codeOf(body.error_code);
  if (code || "timestamp" in body) {
    return { shape: "chat-error", code, message: textOf(body.detail) ?? error, requestId: requestIdOf(body) };
  }
  const named = codeOf(error);
  return {
    shape: "message" in body ? "files-error" : "error-string",
    code: named,
    message: textOf(body.message) ?? error,
    requestId: requestIdOf(body),
  };
}

function readEventBody(body: Json): Read {
  return {
    shape: "event",
    code: codeOf(body.code) ?? codeOf(body.error),
    message: textOf(body.message) ?? textOf(body.error),
  };
}

/** A job of the vendor's, or Docket's own record of one. */
function isJob(body: Json): boolean {
  return ["status", "text_extraction_status", "description_status"].some((name) => typeof body[name] === "string");
}

function readJob(body: Json): Read {
  const jobStatus = textOf(body.text_extraction_status) ?? textOf(body.description_status) ?? textOf(body.status);
  const listed = Array.isArray(body.recent_errors) ? body.recent_errors.find(isJson) : null;
  const summary =
    isJson(body.error_summary) && Array.isArray(body.error_summary.messages) ? body.error_summary.messages[0] : null;
  const message = textOf(body.error_message) ?? textOf(body.error) ?? textOf(listed?.error) ?? textOf(summary);
  const code = codeOf(body.error_code) ?? jobTypeOf(body.error_type) ?? jobTypeOf(body.error_code);
  return { shape: jobShape(code, message), code, message, jobStatus };
}

/** `job`: a code with guidance of its own says why; `job-reason`: a reason nobody has described. */
function jobShape(code: string | null, message: string | null): string {
  if (code !== null && (knownCodes.has(code) || Object.hasOwn(jobErrorTypes, code))) return "job";
  return code || message ? "job-reason" : "job-no-reason";
}

const codeToken = /(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/g;
const labelled = /\b(?:code|error_code)\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?([A-Z][A-Z0-9_]{3,40})\b/;
/** `[RATE_LIMIT_ERROR] Rate limit exceeded…`, `TIMEOUT: …` at the head of a sentence. */
const leading = /^\s{0,4}\[?([A-Z][A-Z0-9]{2,30}(?:_[A-Z0-9]{1,30}){0,4})\]?(?=[:\s]|$)/;

function readText(plain: string): Read {
  const event = /^event:|^data:/m.test(plain) ? errorEvent(plain) : null;
  if (event) return { shape: "event", code: codeOf(event.code), message: event.message };
  if (/^\s*<(?:!doctype|html|head|body)/i.test(plain)) {
    return { shape: "html", message: /<title>([^<]{1,200})<\/title>/i.exec(plain)?.[1] ?? null };
  }
  const head = plain.slice(0, 20_000);
  const named = labelled.exec(head)?.[1] ?? leading.exec(head)?.[1];
  return { shape: "plain-text", code: named && knownCodes.has(named) ? named : tokenIn(head), message: plain };
}

/** A code inside a sentence: one that no other service is likely to use. */
function tokenIn(text: string): string | null {
  if (!text.includes("_")) return null;
  return text.match(codeToken)?.find((code) => knownCodes.has(code) && !generalCodes.has(code)) ?? null;
}

function codeOf(value: unknown): string | null {
  const code = textOf(value);
  if (code === null) return null;
  if (/^[A-Z][A-Z0-9_]{2,80}$/.test(code)) return code;
  return knownCodes.has(code.toUpperCase()) ? code.toUpperCase() : null;
}

/** The SDK's own lower-case words for why a job failed. */
function jobTypeOf(value: unknown): string | null {
  const type = textOf(value);
  return type && /^[a-z]+(?:_[a-z]+)*$/.test(type) ? type : null;
}

function requestIdOf(body: Json): string | null {
  return textOf(body.request_id);
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
