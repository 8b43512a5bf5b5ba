/** What Docket knows of one code of the vendor's. */
interface CodeFact {
  entry: string;
  /** Words other services use as codes too: they do not tell whose error it is. */
  general?: true;
  /** What the page gives the code. */
  status?: readonly number[];
}

/**
 * Codes of docs.okrapdf.com/api-reference/errors (2026-11-20), in upper case; okrapdf.dev writes some in lower case. The same
 * page gives two of them a second meaning where data of a schema is extracted: `structuredCodes`.
 */
export const codes: Readonly<Record<string, CodeFact>> = {
  BAD_REQUEST: { entry: "bad-request", general: true },
  UNAUTHORIZED: { entry: "unauthorized", general: true },
  FORBIDDEN: { entry: "forbidden", general: true },
  NOT_FOUND: { entry: "not-found", general: true },
  CONFLICT: { entry: "conflict", general: true },
  SCHEMA_VALIDATION_FAILED: { entry: "request-not-valid", general: true },
  RATE_LIMITED: { entry: "rate-limited", general: true },
  INTERNAL_ERROR: { entry: "internal-error", general: true },
  TIMEOUT: { entry: "timed-out", general: true },
  EXTRACTION_BLOCKED: { entry: "extraction-blocked", status: [422] },
  DOCUMENT_NOT_FOUND: { entry: "document-not-found", general: true },
  // Outside the page: okrapdf.dev, and the vendor's own server and clients.
  EXTRACTION_FAILED: { entry: "extraction-failed", general: true },
  INSUFFICIENT_CREDITS: { entry: "insufficient-credits", general: true },
  JOB_NOT_READY: { entry: "job-not-ready", general: true },
  CHAT_FAILED: { entry: "chat-failed", general: true },
  RATE_LIMIT_EXCEEDED: { entry: "rate-limited", general: true },
  INVALID_REQUEST: { entry: "bad-request", general: true },
};

/** The page's second table: what these codes mean where data of a schema is extracted. */
export const structuredCodes: Readonly<Record<string, string>> = {
  SCHEMA_VALIDATION_FAILED: "extracted-data-not-valid",
  TIMEOUT: "extraction-timed-out",
};

/** `error_code` of a job (github.com/okrapdf/server, SDK types, 2026-11-20). */
export const jobCodes: Readonly<Record<string, string>> = {
  quota_exceeded: "insufficient-credits",
  invalid_file: "invalid-file",
  parse_timeout: "parse-timed-out",
  provider_failure: "model-provider-failed",
  auth_failure: "unauthorized",
  job_failed: "job-failed",
};

/** What the vendor's clients call an answer they could not read (github.com/okrapdf/server): no word of the API. */
export const clientCodes: Readonly<Record<string, string>> = {
  INVALID_RESPONSE: "client-could-not-read",
};

export const knownCodes: ReadonlySet<string> = new Set(Object.keys(codes));
export const generalCodes: ReadonlySet<string> = new Set(
  Object.entries(codes).flatMap(([code, { general }]) => (general ? [code] : [])),
);
