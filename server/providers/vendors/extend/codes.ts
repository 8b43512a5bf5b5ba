/** What Docket knows of one code of the vendor's. */
interface CodeFact {
  entry: string;
  /** Where it is used: answers to requests, runs (and their webhooks), or both. */
  seen: "http" | "run" | "both";
  /** Words that other services use as codes too: they do not tell whose error it is. */
  general?: true;
}

/**
 * Every code of the vendor's pages (docs.extend.ai: parsing/error-handling, api-reference/error-handling,
 * 2026-02-09/editing/error-handling) and of the run types of `extend-ai` 1.17.0, read on 2026-11-20, with the entry it
 * leads to in general. Where a product gives a code another meaning, `codesByProduct` says so.
 */
export const codes: Readonly<Record<string, CodeFact>> = {
  INVALID_REQUEST: { entry: "invalid-request", seen: "http", general: true },
  UNAUTHORIZED: { entry: "unauthorized", seen: "http", general: true },
  USAGE_BLOCKED: { entry: "usage-blocked", seen: "http" },
  NOT_FOUND: { entry: "not-found", seen: "http", general: true },
  ENDPOINT_REMOVED: { entry: "endpoint-removed", seen: "http", general: true },
  RATE_LIMIT_EXCEEDED: { entry: "rate-limited", seen: "http", general: true },
  INTERNAL_ERROR: { entry: "internal-error", seen: "both", general: true },

  INVALID_CONFIG_OPTIONS: { entry: "invalid-config-options", seen: "both" },
  UNABLE_TO_DOWNLOAD_FILE: { entry: "unable-to-download-file", seen: "both" },
  FILE_TYPE_NOT_SUPPORTED: { entry: "file-type-not-supported", seen: "both" },
  FILE_SIZE_TOO_LARGE: { entry: "file-size-too-large", seen: "both" },
  CORRUPT_FILE: { entry: "corrupt-file", seen: "both" },
  PASSWORD_PROTECTED_FILE: { entry: "password-protected-file", seen: "both" },
  FAILED_TO_CONVERT_TO_PDF: { entry: "failed-to-convert-to-pdf", seen: "both" },
  FAILED_TO_CONVERT_TO_JPEG: { entry: "failed-to-convert-to-jpeg", seen: "both" },
  FAILED_TO_GENERATE_TARGET_FORMAT: { entry: "failed-to-generate-target-format", seen: "both" },
  OCR_ERROR: { entry: "ocr-error", seen: "both" },
  CHUNKING_ERROR: { entry: "chunking-error", seen: "both" },
  OUT_OF_CREDITS: { entry: "out-of-credits", seen: "both", general: true },

  ABORTED: { entry: "run-cancelled", seen: "both", general: true },
  FAILED_TO_PROCESS_FILE: { entry: "failed-to-process-file", seen: "both" },
  INVALID_PROCESSOR: { entry: "invalid-processor", seen: "both" },
  INVALID_CONFIGURATION: { entry: "invalid-configuration", seen: "both", general: true },
  PARSING_ERROR: { entry: "output-not-readable", seen: "both", general: true },
  PRE_PROCESSING_FAILURE: { entry: "pre-processing-failure", seen: "both" },
  POST_PROCESSING_FAILURE: { entry: "post-processing-failure", seen: "both" },
  SCHEMA_GENERATION_FAILED: { entry: "schema-generation-failed", seen: "both" },

  FIELD_DETECTION_ERROR: { entry: "field-detection-error", seen: "both" },
  INVALID_OPTIONS: { entry: "edit-invalid-options", seen: "both", general: true },
  EMPTY_SCHEMA: { entry: "edit-empty-schema", seen: "both", general: true },
  SCHEMA_VALIDATION_ERROR: { entry: "edit-schema-validation", seen: "both", general: true },

  DOCUMENT_PROCESSOR_ERROR: { entry: "workflow-processor-error", seen: "run" },
  INVALID_WORKFLOW: { entry: "invalid-workflow", seen: "both", general: true },
  RULE_FAILED: { entry: "workflow-rule-failed", seen: "run", general: true },
  PARSE_ERROR: { entry: "workflow-rule-unreadable", seen: "run", general: true },
  VALUE_ERROR: { entry: "workflow-rule-unreadable", seen: "run", general: true },
};

/** One code, another meaning in these products. */
export const codesByProduct: readonly (Pick<CodeFact, "entry" | "seen"> & {
  code: string;
  products: readonly string[];
})[] = [
  { code: "FILE_TYPE_NOT_SUPPORTED", products: ["edit", "detect_form"], entry: "edit-needs-pdf", seen: "both" },
  { code: "FAILED_TO_PROCESS_FILE", products: ["workflow"], entry: "workflow-file-failed", seen: "run" },
  { code: "INTERNAL_ERROR", products: ["workflow"], entry: "workflow-internal-error", seen: "run" },
];

export const knownCodes: ReadonlySet<string> = new Set(Object.keys(codes));
export const generalCodes: ReadonlySet<string> = new Set(
  Object.entries(codes).flatMap(([code, { general }]) => (general ? [code] : [])),
);
