import type { ErrorInput, VendorError } from "../../contract.ts";
import { knownCodes } from "./codes.ts";
import { type Read, readText } from "./read-text.ts";
import { productNamed } from "./run-objects.ts";

type Json = Record<string, unknown>;

/**
 * Reads an Extend error out of any shape it comes in: the API's `{code, message, retryable, requestId}`, also wrapped in
 * `error`; the older `{success: false, error}`, with a code after an upload; `{error}` of a 429; a run of any kind; a
 * webhook event; bare text, what the SDKs print, or the edge's HTML. Never throws; what it does not know has the shape
 * `unknown-json`. Shapes: ApiError.d.ts, LegacyError.d.ts, TooManyRequestsErrorBody.d.ts, ParseRun.d.ts and Webhooks.js of
 * `extend-ai` 1.17.0 (2026-11-20).
 */
export function readError(input: ErrorInput): VendorError {
  const read = readBody(input);
  return {
    code: read.code ?? null,
    message: read.message?.trim() || null,
    requestId: read.requestId ?? textOf(input.headers["x-extend-request-id"]),
    shape: read.shape,
    jobStatus: read.jobStatus ?? null,
    ...(read.product ? { product: read.product } : {}),
  };
}

function readBody({ body, text, status }: ErrorInput): Read {
  if (isJson(body)) return readObject(body, status);
  if (Array.isArray(body)) return { shape: "unknown-json" };
  const plain = typeof body === "string" && body.trim() !== "" ? body : text;
  return plain && plain.trim() !== "" ? readText(plain) : { shape: "empty" };
}

function readObject(body: Json, status: number | null): Read {
  if (typeof body.eventType === "string") return readEvent(body.eventType, body.payload);
  const run = isRun(body) ? readRun(body) : null;
  if (run) return run;
  if (isJson(body.error)) return { ...readApiError(body.error, body, status), shape: "wrapped-error" };
  const legacy = textOf(body.error);
  if (body.success === false || legacy !== null) return readLegacy(body, legacy);
  if (codeOf(body) !== null) return readApiError(body, body, status);
  const inner = wrappedRun(body);
  return inner ? readRun(inner) : { shape: "unknown-json" };
}

/** `requestId`, or `request_id` as the Python SDK and logs write it; it may stand beside the wrapped error. */
function readApiError(error: Json, outer: Json, status: number | null): Read {
  const requestId = requestIdOf(error) ?? requestIdOf(outer);
  const code = codeOf(error);
  return { shape: apiErrorShape(error, code, requestId, status), code, message: textOf(error.message), requestId };
}

/**
 * `api-error` is the vendor's whole error body, which no other service is known to send; `error-code` has less than that.
 * For a code nobody knows, the vendor's own `retryable` counts for more than the status when the two disagree.
 */
function apiErrorShape(error: Json, code: string | null, requestId: string | null, status: number | null): string {
  const { retryable } = error;
  if (typeof retryable !== "boolean") return "error-code";
  if (code !== null && !knownCodes.has(code) && status !== null && status >= 400) {
    const usuallyRetried = status === 429 || status >= 500;
    if (retryable !== usuallyRetried) return retryable ? "unknown-code-retryable" : "unknown-code-final";
  }
  return /^(?:api)?req_/.test(requestId ?? "") && textOf(error.message) !== null ? "api-error" : "error-code";
}

/** `{success: false, error: "…"}`; an upload of the API version 2025-04-21 adds `code`. */
function readLegacy(body: Json, error: string | null): Read {
  const message = error ?? textOf(body.message);
  const shape = body.success === false ? "legacy-error" : "error-string";
  return { shape, code: codeOf(body), message, requestId: requestIdOf(body) };
}

/** A run of the vendor's, or Docket's own record of one (`error_code`, `error_message` and its `state`). */
function isRun(body: Json): boolean {
  if (typeof body.status !== "string" && typeof body.object !== "string" && typeof body.failureReason !== "string") {
    return typeof body.failure_reason === "string";
  }
  return reasonOf(body) !== null || runProduct(body) !== null || "error_message" in body || "failureMessage" in body;
}

function runProduct(run: Json): string | null {
  const named = textOf(run.object) ?? textOf(run.vocabulary);
  return named === null ? null : productNamed(named);
}

const stillRunning = /^(?:PENDING|PROCESSING|CANCELLING|WAITING)$/i;
const endedWell = /^(?:PROCESSED|NEEDS_REVIEW)$/i;

/** Status first: samples of the vendor show reasons on runs that did not fail, and those reasons mean nothing. */
function readRun(run: Json): Read {
  const jobStatus = textOf(run.status);
  const word = jobStatus ?? "";
  const lossy = endedWell.test(word) && (run.state === "partial" || hasFailedStep(run));
  const told = lossy || !(stillRunning.test(word) || endedWell.test(word));
  const code = told ? reasonOf(run) : null;
  const message = told ? sentenceOf(run) : null;
  return {
    shape: runShape(word, lossy, code ?? message),
    code,
    message,
    jobStatus,
    product: runProduct(run),
    requestId: requestIdOf(run),
  };
}

function runShape(status: string, lossy: boolean, reason: string | null): string {
  if (lossy) return "run-with-failed-step";
  if (/^rejected$/i.test(status)) return "run-rejected";
  return reason === null && /^failed$/i.test(status) ? "run-no-reason" : "run";
}

function hasFailedStep(run: Json): boolean {
  const steps = Array.isArray(run.stepRuns) ? run.stepRuns.slice(0, 1_000) : [];
  return steps.some((step) => isJson(step) && step.status === "FAILED");
}

/** `parse_run.failed` and its like. The payload is the run, or a signed address under which the run lies. */
function readEvent(eventType: string, payload: unknown): Read {
  const suffix = eventType.slice(eventType.lastIndexOf(".") + 1);
  const product = productNamed(
    eventType.slice(0, eventType.indexOf(".")).replace(/^batch_(?:parse|processor)_run$/, "batch_run"),
  );
  if (!isJson(payload)) return { shape: "webhook-event", jobStatus: suffix, product };
  if (payload.object === "signed_data_url") return { shape: "signed-url-event", jobStatus: suffix, product };
  const run = readRun(payload);
  // The event says that it is over, whatever status the payload still shows.
  const failed = /^(?:failed|cancelled|rejected)$/.test(suffix);
  return {
    shape: "webhook-event",
    code: failed ? reasonOf(payload) : run.code,
    message: failed ? sentenceOf(payload) : run.message,
    jobStatus: failed ? suffix.toUpperCase() : (run.jobStatus ?? suffix),
    product: run.product ?? product,
  };
}

/** The older API wraps the run: `{success: true, processorRun: {…}}`. */
function wrappedRun(body: Json): Json | null {
  const inner = [body.processorRun, body.batchProcessorRun, body.workflowRun, body.parserRun].find(isJson);
  return inner ?? null;
}

function reasonOf(run: Json): string | null {
  return textOf(run.failureReason) ?? textOf(run.failure_reason) ?? textOf(run.error_code);
}

function sentenceOf(run: Json): string | null {
  return textOf(run.failureMessage) ?? textOf(run.failure_message) ?? textOf(run.error_message);
}

function codeOf(body: Json): string | null {
  const code = textOf(body.code);
  if (code === null) return null;
  if (/^[A-Z][A-Z0-9_]{1,80}$/.test(code)) return code;
  // Loggers change the case; only a code the vendor has is taken back to its own.
  return knownCodes.has(code.toUpperCase()) ? code.toUpperCase() : null;
}

function requestIdOf(body: Json): string | null {
  return textOf(body.requestId) ?? textOf(body.request_id);
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
