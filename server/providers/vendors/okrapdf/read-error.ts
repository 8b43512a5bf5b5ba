import type { ErrorInput, VendorError } from "../../contract.ts";
import { clientCodes, generalCodes, jobCodes, knownCodes } from "./codes.ts";
import { isStream, streamError } from "./read-events.ts";

type Json = Record<string, unknown>;
type Read = Pick<VendorError, "shape"> & Partial<VendorError>;

/**
 * Reads an okraPDF error out of any shape it comes in: `{error: {code, message}}`; the same without a code, as a time-out of
 * the extraction; flat `{code, message, details}`; `{error: "word or sentence"}`; nested and flat at once; lower-case codes;
 * an error event inside a 200; a job or document that failed; bare text or HTML. Never throws; what it does not know has the
 * shape `unknown-json`. Shapes: docs.okrapdf.com, and the tests of github.com/okrapdf/server and okrapdf-sdk (2026-11-20).
 */
export function readError(input: ErrorInput): VendorError {
  const read = readBody(input);
  return {
    code: read.code ?? null,
    message: read.message?.trim() || null,
    // None of the vendor's own is documented; what the edge sends is better than nothing.
    requestId: read.requestId ?? textOf(input.headers["x-request-id"]) ?? textOf(input.headers["cf-ray"]),
    shape: read.shape,
    jobStatus: read.jobStatus ?? null,
  };
}

function readBody({ body, text, status }: ErrorInput): Read {
  if (isJson(body)) return readObject(body, status);
  if (Array.isArray(body)) return { shape: "unknown-json" };
  const plain = typeof body === "string" && body.trim() !== "" ? body : text;
  return plain && plain.trim() !== "" ? readText(plain) : { shape: "empty" };
}

function readObject(body: Json, status: number | null): Read {
  if (isWork(body)) return readWork(body);
  if (isJson(body.error)) return readNested(body.error, body, status);
  const flat = codeOf(body.code);
  if (flat) return { shape: "flat", code: flat, message: textOf(body.message) };
  if (typeof body.error === "string") {
    const named = codeOf(body.error);
    return {
      shape: named ? "error-code" : "error-string",
      code: named,
      message: textOf(body.message) ?? (named ? null : body.error),
    };
  }
  return { shape: "unknown-json" };
}

/**
 * A 504 without a code, with the time it was given: the vendor's own client takes it for the extraction's time-out
 * (github.com/okrapdf/server, client: status 504 and `details.timeoutMs`, or a message that says "timed out").
 */
function readNested(error: Json, outer: Json, status: number | null): Read {
  const code = codeOf(error.code) ?? codeOf(outer.code);
  const message = textOf(error.message) ?? textOf(outer.message);
  const timedOut =
    code === null &&
    ((isJson(error.details) && typeof error.details.timeoutMs === "number") ||
      (status === 504 && /timed out/i.test(message ?? "")));
  if (timedOut && (status === null || status === 504)) return { shape: "extraction-timeout", message };
  return { shape: code === null && error.type === undefined ? "nested-no-code" : "nested", code, message };
}

/** A document's status, a job, or Docket's own record of one. */
function isWork(body: Json): boolean {
  if (typeof body.phase === "string") return true;
  if (typeof body.status !== "string") return false;
  return [
    "job_id",
    "document_id",
    "documentId",
    "error_code",
    "error_message",
    "last_error",
    "latest_error",
    "user_message",
    "state",
  ].some((name) => name in body);
}

function readWork(body: Json): Read {
  const last = isJson(body.last_error) ? body.last_error : null;
  const code = jobCodeOf(body.error_code) ?? jobCodeOf(last?.code);
  const message =
    textOf(body.error_message) ??
    textOf(last?.message) ??
    textOf(body.latest_error) ??
    textOf(body.user_message) ??
    textOf(body.error);
  const jobStatus = textOf(body.phase) ?? textOf(body.status);
  return { shape: jobShape(code, message), code, message, jobStatus };
}

/** `job`: a code with guidance of its own says why; `job-reason`: a reason nobody has described. */
function jobShape(code: string | null, message: string | null): string {
  if (code !== null && (knownCodes.has(code) || Object.hasOwn(jobCodes, code))) return "job";
  return code || message ? "job-reason" : "job-no-reason";
}

/** A code's own words may be its message: a job's code is any string. */
function jobCodeOf(value: unknown): string | null {
  const code = textOf(value);
  if (code === null) return null;
  if (Object.hasOwn(jobCodes, code.toLowerCase())) return code.toLowerCase();
  return codeOf(code);
}

const codeToken = /(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/g;
const labelled = /\bcode\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?([A-Za-z][A-Za-z0-9_]{3,40})\b/;
const labelledJob = /\berror_code\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?([a-z][a-z0-9_]{3,40})\b/;

function readText(plain: string): Read {
  const event = isStream(plain) ? streamError(plain) : null;
  if (event) return { shape: "event", code: codeOf(event.code), message: event.message };
  if (/^\s*<(?:!doctype|html|head|body)/i.test(plain)) {
    return { shape: "html", message: /<title>([^<]{1,200})<\/title>/i.exec(plain)?.[1] ?? null };
  }
  const head = plain.slice(0, 20_000);
  const job = labelledJob.exec(head)?.[1] ?? "";
  if (Object.hasOwn(jobCodes, job)) return { shape: "job", code: job, message: plain };
  const named = codeOf(labelled.exec(head)?.[1] ?? plain.trim());
  return { shape: "plain-text", code: named && knownCodes.has(named) ? named : tokenIn(head), message: plain };
}

/** A code inside a sentence: one that no other service is likely to use. */
function tokenIn(text: string): string | null {
  if (!text.includes("_")) return null;
  return text.match(codeToken)?.find((code) => knownCodes.has(code) && !generalCodes.has(code)) ?? null;
}

/** A word fit to be a code (`^[A-Za-z][A-Za-z0-9_]*$`, the vendor CLI's own rule); known ones in upper case. */
function codeOf(value: unknown): string | null {
  const code = textOf(value);
  if (code === null || !/^[A-Za-z][A-Za-z0-9_]{1,80}$/.test(code)) return null;
  const upper = code.toUpperCase();
  if (knownCodes.has(upper) || Object.hasOwn(clientCodes, upper)) return upper;
  return /^[A-Z][A-Z0-9_]+$/.test(code) || code.includes("_") ? code : null;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
