import type { ErrorInput, VendorError } from "../../contract.ts";

type Json = Record<string, unknown>;
type Read = Pick<VendorError, "shape"> & Partial<VendorError>;

/**
 * Reads a LandingAI error out of any shape it comes in: `{error}` of the key check and of job creation, `{message}` of job
 * reads, the framework's `{detail}` as sentence or list, the second API's `{code, message}`; a failed job; a 206 whose
 * metadata says what is missing; a 500 that still carries a parse result; bare text or HTML. Never throws; what it does not
 * know has the shape `unknown-json`. Shapes: docs.landing.ai/ade/ade-extract-troubleshoot, specs/v2-aide.json, the tests of
 * github.com/landing-ai/ade-cli (2026-11-20).
 */
export function readError(input: ErrorInput): VendorError {
  const read = readBody(input);
  return {
    code: read.code ?? null,
    message: read.message?.trim() || null,
    // The vendor documents none; a job's id stands in where there is one.
    requestId: read.requestId ?? textOf(input.headers["x-request-id"]),
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
  if (isJob(body)) return readJob(body, status);
  const loss = isJson(body.metadata) ? readLoss(body.metadata) : null;
  if (loss && (status === null || status < 300)) return loss;
  if (typeof body.markdown === "string" && isJson(body.metadata)) {
    const requestId = textOf(body.metadata.job_id);
    // Only the status tells such a failure from a good result; without it, nothing here is an error.
    if (status === null || status < 500) return { shape: "result", requestId };
    return { shape: "parse-response", message: firstReason(body), requestId };
  }
  if (typeof body.code === "string")
    return { shape: "code-message", code: codeOf(body.code), message: textOf(body.message) };
  if (isJson(body.error)) {
    return { shape: "code-message", code: codeOf(body.error.code), message: textOf(body.error.message) };
  }
  if (typeof body.error === "string") return { shape: "error-string", message: body.error };
  if ("detail" in body) return readDetail(body.detail);
  if (typeof body.message === "string") return { shape: "message", message: body.message };
  if (["schema_violation_error", "warnings", "failed_pages"].some((name) => name in body)) {
    return readLoss(body) ?? { shape: "unknown-json" };
  }
  return { shape: "unknown-json" };
}

function readDetail(detail: unknown): Read {
  if (typeof detail === "string") return { shape: "detail-string", message: detail };
  if (isJson(detail)) return { shape: "detail-object", code: codeOf(detail.code), message: textOf(detail.message) };
  if (!Array.isArray(detail)) return { shape: "unknown-json" };
  const issue = detail.find(isJson);
  const message = textOf(issue?.msg);
  const place = Array.isArray(issue?.loc) ? issue.loc.join(".") : null;
  return { shape: "detail-array", message: message && place ? `${message} (${place})` : message };
}

/** A job of either API, or Docket's own record of one (`error_code`, `error_message` and its `state`). */
function isJob(body: Json): boolean {
  if (typeof body.status !== "string") return false;
  return ["job_id", "failure_reason", "error_message", "error_code", "state"].some((name) => name in body);
}

function readJob(body: Json, status: number | null): Read {
  const jobStatus = textOf(body.status);
  const requestId = textOf(body.job_id);
  const nested = [body.data, body.result, body].filter(isJson).find(({ metadata }) => isJson(metadata))?.metadata;
  const loss = isJson(nested) ? readLoss(nested) : null;
  if (jobStatus === "completed" && loss) return { ...loss, jobStatus, requestId: requestId ?? loss.requestId };
  const error = isJson(body.error) ? body.error : null;
  const code = codeOf(error?.code) ?? codeOf(body.error_code);
  const message = textOf(error?.message) ?? textOf(body.failure_reason) ?? textOf(body.error_message);
  const isPartial = body.state === "partial" || status === 206;
  if (jobStatus === "completed" && !isPartial && !code && !message) {
    return { shape: "job-completed", jobStatus, requestId };
  }
  if (isPartial || jobStatus === "completed") {
    return { shape: code || message ? "partial-schema" : "partial-unnamed", code, message, jobStatus, requestId };
  }
  return { shape: code || message ? "job" : "job-no-reason", code, message, jobStatus, requestId };
}

/** What a result's metadata says is missing. */
function readLoss(metadata: Json): Read | null {
  const violation = textOf(metadata.schema_violation_error);
  const warning = Array.isArray(metadata.warnings) ? metadata.warnings.find(isJson) : null;
  const requestId = textOf(metadata.job_id);
  if (violation || warning) {
    return {
      shape: "partial-schema",
      code: codeOf(warning?.code),
      message: violation ?? textOf(warning?.msg),
      requestId,
    };
  }
  const pages = Array.isArray(metadata.failed_pages) ? metadata.failed_pages.length : 0;
  return pages > 0 ? { shape: "partial-pages", requestId } : null;
}

/** A 500 of the second API on which every page failed still lists a reason for each. */
function firstReason(body: Json): string | null {
  const failed = isJson(body.metadata) && Array.isArray(body.metadata.failed_pages) ? body.metadata.failed_pages : [];
  const first = failed.find(isJson);
  return textOf(first?.reason) ?? textOf(first?.error) ?? textOf(first?.message);
}

const knownCode =
  /\b(?:unknown_model_version|encrypted_pdf_wrong_password|encrypted_pdf_password_required|password_unsupported_content_type|nonconformant_(?:schema|output))\b/;

function readText(plain: string): Read {
  if (/^\s*<(?:!doctype|html|head|body)/i.test(plain)) {
    return { shape: "html", message: /<title>([^<]{1,200})<\/title>/i.exec(plain)?.[1] ?? null };
  }
  const alone = /^\s*([a-z]+(?:_[a-z]+)+)\s*$/.exec(plain)?.[1];
  const code = alone ?? knownCode.exec(plain.slice(0, 20_000))?.[0] ?? null;
  return { shape: "plain-text", code, message: plain };
}

/** The second API's codes are lower-case words. */
function codeOf(value: unknown): string | null {
  const code = textOf(value);
  return code && /^[A-Za-z][A-Za-z0-9_]{2,80}$/.test(code) ? code : null;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
