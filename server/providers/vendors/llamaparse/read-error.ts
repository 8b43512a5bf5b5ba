import type { ErrorInput, VendorError } from "../../contract.ts";
import { failureRules } from "./failure-rules.ts";

type Json = Record<string, unknown>;

const knownCodes = new Set(failureRules.flatMap((rule) => (rule.code ? [rule.code] : [])));
/** A code at the head of a sentence: `TIMEOUT: …`, `Job failed: PDF_TOO_LARGE`. */
const leadingCode = /^(?:Job failed: )?(TIMEOUT|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?=$|[\s:.,;|])/;
/** What the Python reader's exception prints (llama_cloud_services, parse/base.py, JobFailedException). */
const readerFailure = /\bError code: (No error code found|[A-Z][A-Z0-9_]{2,60}), Error message: ([^\n]{1,2000})/;
const codeTokens = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
/** 5xx sentences carry the only support handle there is (run-llama/llama_cloud_services #500). */
const correlationId = /correlation ID:?\s*([0-9a-f-]{36})/i;
const shortestWithId = 50;
const maxPages = 5_000;

/**
 * Reads a LlamaParse error out of any shape it comes in: `{"detail": text | list}`, a job of any API version, a
 * webhook event, a batch, bare text or a proxy's HTML. Never throws; what it does not know has the shape `unknown-json`.
 */
export function readError(input: ErrorInput): VendorError {
  const read = readBody(input);
  const message = read.message?.trim() || null;
  return {
    code: read.code === undefined ? codeIn(message) : read.code,
    message,
    requestId: correlationIn(message) ?? input.headers["x-request-id"] ?? null,
    shape: read.shape,
    jobStatus: read.jobStatus ?? null,
  };
}

interface Read {
  shape: string;
  message?: string | null;
  /** Left out: look for one in the message. */
  code?: string | null;
  jobStatus?: string | null;
}

function readBody({ body, text }: ErrorInput): Read {
  if (isJson(body)) return readObject(body);
  if (Array.isArray(body)) return isIssue(body[0]) ? readDetail(body) : { shape: "unknown-json" };
  const plain = typeof body === "string" && body.trim() !== "" ? body : text;
  if (!plain || plain.trim() === "") return { shape: "empty" };
  if (/^\s*<(?:!doctype|html|head|body)/i.test(plain)) return { shape: "html", message: titleOf(plain) };
  return readReaderFailure(plain) ?? { shape: "plain-text", message: plain };
}

function titleOf(page: string): string | null {
  return (/<title>([^<]{1,200})<\/title>/i.exec(page) ?? /<h1>([^<]{1,200})<\/h1>/i.exec(page))?.[1] ?? null;
}

function readReaderFailure(plain: string): Read | null {
  const found = plain.includes("Error code: ") ? readerFailure.exec(plain) : null;
  if (!found) return null;
  const code = found[1] === "No error code found" ? null : (found[1] ?? null);
  const message = found[2] === "No error message found" ? null : (found[2] ?? null);
  return code === null && message === null
    ? { shape: "job-no-reason" }
    : { shape: "job", code: code ?? undefined, message };
}

function readObject(body: Json): Read {
  if ("detail" in body) return readDetail(body.detail);
  if (isJson(body.job)) return readPages(body) ?? readJob(body.job);
  if (typeof body.event_type === "string" && isJson(body.data)) return readEvent(body.event_type);
  if (isIssue(body)) return readDetail([body]);
  const partial = readPages(body);
  if (partial) return partial;
  if (Array.isArray(body.results) && !hasReason(body)) return readBatch(body);
  if (typeof body.status === "string" || hasReason(body)) return readJob(body);
  return { shape: "unknown-json" };
}

function readDetail(detail: unknown): Read {
  if (typeof detail === "string") return { shape: "detail-string", message: detail };
  if (Array.isArray(detail)) return { shape: "detail-array", message: detail.slice(0, 5).map(complaint).join("; ") };
  if (isJson(detail)) return { shape: "detail-object", message: textOf(detail.message) ?? textOf(detail.msg) };
  return { shape: "unknown-json" };
}

/** What the framework's list holds; some clients print its items alone. */
function isIssue(item: unknown): boolean {
  return isJson(item) && Array.isArray(item.loc) && textOf(item.msg) !== null;
}

/** One item of the framework's list: `body.file_input: Field required`. */
function complaint(item: unknown): string {
  if (!isJson(item)) return String(item).slice(0, 200);
  const place = Array.isArray(item.loc) ? item.loc.slice(0, 8).map(String).join(".") : "";
  const sentence = textOf(item.msg) ?? textOf(item.type) ?? "not accepted";
  return place ? `${place}: ${sentence}` : sentence;
}

const reasonKeys: ReadonlySet<string> = new Set(["error_code", "error_message", "error", "errors", "skip_reason"]);

/** Goes by the members that are there: a look for each that may be is slow on objects of ever new shapes. */
function hasReason(body: Json): boolean {
  return Object.keys(body).some((key) => reasonKeys.has(key) && reasonAt(body, key) !== null);
}

/** v1: error_code and error_message; v2 and split: error_message; extract v1: error; sheets: errors. */
function readJob(job: Json): Read {
  const code = textOf(job.error_code) ?? undefined;
  const message = ["error_message", "error", "errors", "skip_reason"].reduce<string | null>(
    (found, key) => found ?? reasonAt(job, key),
    null,
  );
  const jobStatus = textOf(job.status);
  const failed = jobStatus !== null && /^(?:failed|error)$/i.test(jobStatus);
  // No job of the vendor's has a `message`: what has one is a logger's record, and `error` its level.
  const silent = failed && code === undefined && message === null && !saysOtherwise(job);
  return { shape: silent ? "job-no-reason" : "job", code, message, jobStatus };
}

/** A member no job of the vendor's has: `failedReason` of a queue's own job, `exception`, `message`. */
function saysOtherwise(job: Json): boolean {
  return Object.keys(job).some((key) => /reason|exception|stack|^message$/i.test(key) && textOf(job[key]) !== null);
}

function reasonAt(body: Json, key: string): string | null {
  const value = body[key];
  if (!Array.isArray(value)) return textOf(value);
  const first = value.find((item) => typeof item === "string" || isJson(item));
  return textOf(first) ?? (isJson(first) ? textOf(first.message) : null);
}

/** `parse.error`: which end it was; the documented payload carries no error text. */
function readEvent(type: string): Read {
  return { shape: "webhook-event", jobStatus: type.slice(type.lastIndexOf(".") + 1) };
}

/** A finished batch only says that each file got a job; the first file that did not speaks for it. */
function readBatch(body: Json): Read {
  const items = Array.isArray(body.results) ? body.results.slice(0, maxPages) : [];
  const failed = items.find((item) => isJson(item) && textOf(item.error_message) !== null);
  const jobStatus = textOf(body.status);
  return isJson(failed)
    ? { shape: "batch-results", message: textOf(failed.error_message), jobStatus }
    : { shape: "job", jobStatus };
}

const pageParts: ReadonlySet<string> = new Set(["markdown", "items", "forms", "text", "metadata"]);

/** A completed parse may hold pages that failed: `{page_number, success: false, error}` (SDK 2.16.0, parsing.ts). */
function readPages(body: Json): Read | null {
  if (!Object.keys(body).some((key) => pageParts.has(key))) return null;
  for (const key of pageParts) {
    const part = body[key];
    if (!isJson(part) || !Array.isArray(part.pages)) continue;
    const failed = part.pages.slice(0, maxPages).find((page) => isJson(page) && page.success === false);
    if (!isJson(failed)) continue;
    const jobStatus = isJson(body.job) ? textOf(body.job.status) : textOf(body.status);
    return { shape: "partial-pages", message: textOf(failed.error), jobStatus, code: null };
  }
  return null;
}

function correlationIn(message: string | null): string | null {
  if (message === null || message.length < shortestWithId) return null;
  return correlationId.exec(message)?.[1] ?? null;
}

function codeIn(message: string | null): string | null {
  if (!message) return null;
  const leading = leadingCode.exec(message)?.[1];
  if (leading) return leading;
  // Elsewhere only words joined by underscores count as a code.
  if (!message.includes("_")) return null;
  const whole = message.length < 60 ? message.toUpperCase() : "";
  if (knownCodes.has(whole)) return whole;
  return (
    message
      .slice(0, 20_000)
      .match(codeTokens)
      ?.find((token) => knownCodes.has(token)) ?? null
  );
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
