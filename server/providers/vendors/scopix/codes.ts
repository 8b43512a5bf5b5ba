/** What Docket knows of one code of the vendor's. */
interface CodeFact {
  entry: string;
  /** Words other services use as codes too: they do not tell whose error it is. */
  general?: true;
}

/**
 * Every code of scopix.ai/docs/api/resources/errors, and those its other pages and the older edition name, read on
 * 2026-11-20. Sources disagree on the status of several (USAGE_LIMIT_EXCEEDED is 429 in the older edition and 403 in the
 * SDK's page; storage 413 or 507), so a code decides whatever the status.
 */
export const codes: Readonly<Record<string, CodeFact>> = {
  INVALID_API_KEY: { entry: "invalid-api-key", general: true },
  EXPIRED_API_KEY: { entry: "expired-api-key", general: true },
  DEACTIVATED_API_KEY: { entry: "deactivated-api-key" },
  AUTHZ_ERROR: { entry: "not-authorized", general: true },
  AUTH_ERROR: { entry: "authentication-failed", general: true },
  HTTP_413: { entry: "file-too-large", general: true },
  STORAGE_QUOTA_EXCEEDED: { entry: "storage-quota", general: true },
  RATE_LIMIT_ERROR: { entry: "rate-limited", general: true },
  USAGE_LIMIT_EXCEEDED: { entry: "usage-limit", general: true },
  MEMORY_LIMIT_EXCEEDED: { entry: "memory-limit", general: true },
  IMAGE_PROCESSING_ERROR: { entry: "image-processing-failed", general: true },
  VLM_PROVIDER_ERROR: { entry: "vision-provider-failed" },
  TIMEOUT: { entry: "timed-out", general: true },
  VALIDATION_ERROR: { entry: "validation-failed", general: true },
};

/** What the SDK calls the reason of a failed description or document (older edition, SDK types 0.3.4): its own reading of a text. */
export const jobErrorTypes: Readonly<Record<string, string>> = {
  timeout: "timed-out",
  rate_limit: "rate-limited",
  vlm_error: "vision-provider-failed",
  validation: "validation-failed",
  resource_limit: "memory-limit",
  extraction_error: "document-extraction-failed",
  unsupported_format: "unsupported-format",
  corrupt_file: "corrupt-file",
  password_protected: "password-protected",
  too_large: "file-too-large",
  embedding_error: "embedding-failed",
  unknown: "failed-without-reason",
};

export const knownCodes: ReadonlySet<string> = new Set(Object.keys(codes));
export const generalCodes: ReadonlySet<string> = new Set(
  Object.entries(codes).flatMap(([code, { general }]) => (general ? [code] : [])),
);
