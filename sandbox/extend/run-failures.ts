import type { Provocation } from "../provoke/provocation.ts";
import { createRoutes, type RunKind, runKinds } from "./run-kinds.ts";

interface RunFailure {
  code: string;
  /** Status of the synchronous answer. Where `inferred`, no document names it. */
  status: number;
  inferred?: true;
  /** The meaning the SDK's types give the code; no real message is published. */
  message: string;
  kinds: readonly RunKind[];
  retryable?: true;
  natural?: string;
  row?: string;
}

const parsing = ["parse"] as const;
const files = ["parse", "edit", "detect_form"] as const;
const models = ["extract", "classify", "split"] as const;
const forms = ["edit", "detect_form"] as const;

/**
 * Failure reasons by kind: ParseRun.d.ts, ExtractRun.d.ts and its siblings, EditRun.d.ts of `extend-ai` 1.17.0; of
 * workflows: the vendor's agent plugin. Statuses of parse: docs.extend.ai/parsing/error-handling (all 2026-11-20).
 */
const failures: readonly RunFailure[] = [
  {
    code: "UNABLE_TO_DOWNLOAD_FILE",
    status: 400,
    message: "The file could not be downloaded from the provided URL",
    kinds: files,
    natural: "a url that is no http or https address",
    row: "The provided url is invalid",
  },
  {
    code: "FILE_TYPE_NOT_SUPPORTED",
    status: 400,
    message: "File type not supported for parsing.",
    kinds: files,
    natural: "a file name whose ending is not of a known type; on edit, one that is no .pdf",
    row: "The file type is not supported",
  },
  {
    code: "FILE_SIZE_TOO_LARGE",
    status: 400,
    message: "The file exceeds the maximum allowed size",
    kinds: files,
    row: "The file size is too large",
  },
  {
    code: "INVALID_CONFIG_OPTIONS",
    status: 400,
    message: "The provided configuration options are invalid",
    kinds: parsing,
    natural: "a config with an unknown target, chunking type or engine",
    row: "The config contains invalid values (e.g., unsupported target format or chunking strategy)",
  },
  {
    code: "CORRUPT_FILE",
    status: 422,
    message: "The file appears to be corrupted or malformed",
    kinds: files,
    natural: "an uploaded .pdf that does not begin like one",
    row: "The file is corrupt and cannot be parsed",
  },
  {
    code: "PASSWORD_PROTECTED_FILE",
    status: 422,
    message: "The file is password protected and cannot be processed",
    kinds: files,
    natural: "an uploaded PDF whose bytes name an encryption dictionary (/Encrypt)",
    row: "The file is password protected",
  },
  {
    code: "FAILED_TO_CONVERT_TO_PDF",
    status: 422,
    message: "The file could not be converted to PDF for processing",
    kinds: files,
    row: "The file could not be converted to PDF",
  },
  {
    code: "FAILED_TO_CONVERT_TO_JPEG",
    status: 422,
    inferred: true,
    message: "The file could not be converted to JPEG for processing",
    kinds: parsing,
  },
  {
    code: "FAILED_TO_GENERATE_TARGET_FORMAT",
    status: 422,
    message: "The output could not be generated in the requested format",
    kinds: parsing,
    row: "The system failed to generate the target format",
  },
  {
    code: "OCR_ERROR",
    status: 500,
    message: "An error occurred during optical character recognition",
    kinds: parsing,
    retryable: true,
    row: "An OCR error occurs",
  },
  {
    code: "CHUNKING_ERROR",
    status: 500,
    message: "An error occurred while chunking the document",
    kinds: parsing,
    retryable: true,
    row: "A chunking error occurs",
  },
  {
    code: "INTERNAL_ERROR",
    status: 500,
    message: "An unexpected internal error occurred",
    kinds: runKinds,
    retryable: true,
    row: "Any other unexpected error occurs during parsing",
  },
  {
    code: "OUT_OF_CREDITS",
    status: 402,
    inferred: true,
    message: "Insufficient credits to process the file",
    kinds: [...files, ...models],
  },
  { code: "ABORTED", status: 400, inferred: true, message: "The run was aborted by the user", kinds: models },
  {
    code: "FAILED_TO_PROCESS_FILE",
    status: 422,
    inferred: true,
    message: "Failed to process the file (e.g., OCR failure, file access issues)",
    kinds: [...models, "workflow"],
  },
  {
    code: "INVALID_PROCESSOR",
    status: 400,
    inferred: true,
    message: "The processor configuration is invalid",
    kinds: models,
  },
  {
    code: "INVALID_CONFIGURATION",
    status: 400,
    inferred: true,
    message: "The provided configuration is incompatible with the selected model",
    kinds: models,
  },
  {
    code: "PARSING_ERROR",
    status: 500,
    inferred: true,
    message: "Failed to parse the extraction output",
    kinds: models,
  },
  {
    code: "PRE_PROCESSING_FAILURE",
    status: 500,
    inferred: true,
    message: "An error occurred during preprocessing (e.g., chunking)",
    kinds: models,
  },
  {
    code: "POST_PROCESSING_FAILURE",
    status: 500,
    inferred: true,
    message: "An error occurred during postprocessing",
    kinds: models,
  },
  {
    code: "SCHEMA_GENERATION_FAILED",
    status: 422,
    inferred: true,
    message: "Automatic schema inference failed",
    kinds: ["extract"],
  },
  {
    code: "FIELD_DETECTION_ERROR",
    status: 500,
    inferred: true,
    message: "An error occurred during field detection",
    kinds: forms,
  },
  {
    code: "INVALID_OPTIONS",
    status: 400,
    inferred: true,
    message: "The provided configuration options are invalid",
    kinds: forms,
  },
  {
    code: "EMPTY_SCHEMA",
    status: 422,
    inferred: true,
    message: "No schema was provided and no fields could be detected",
    kinds: forms,
  },
  {
    code: "SCHEMA_VALIDATION_ERROR",
    status: 422,
    inferred: true,
    message: "The generated output value failed validation against the edit schema",
    kinds: ["edit"],
  },
  {
    code: "DOCUMENT_PROCESSOR_ERROR",
    status: 500,
    inferred: true,
    message: "A processor in the workflow failed",
    kinds: ["workflow"],
  },
  { code: "INVALID_WORKFLOW", status: 400, inferred: true, message: "The workflow is invalid", kinds: ["workflow"] },
];

/** Ends that are no failure to the vendor, and failures no document describes. */
const otherEnds: readonly Provocation[] = [
  end("ends-review", "The workflow run stops at NEEDS_REVIEW", ["workflow"]),
  end("ends-rejected", "A reviewer rejects the workflow run: REJECTED", ["workflow"]),
  end("fail-no-reason", "Fails without reason and message", runKinds),
  {
    ...end("fail-undocumented", "A reason nobody has documented, to see what an unknown failure looks like", runKinds),
    code: "LEASE_REFUSED",
    text: "Shard 7 refused the lease (XQ-0042)",
    jobMessage: "Shard 7 refused the lease (XQ-0042)",
    status: 422,
  },
];

function end(slug: string, summary: string, list: readonly RunKind[]): Provocation {
  return {
    slug,
    kind: "job",
    summary,
    status: null,
    text: null,
    code: null,
    endpoints: createRoutes(list),
    rows: [],
    natural: null,
    jobMessage: null,
  };
}

function provocationOf(failure: RunFailure): Provocation {
  const { code, status, message, kinds, natural, row, inferred } = failure;
  const answer = `the synchronous endpoint answers ${status}${inferred ? " (an assumption)" : ""}`;
  return {
    slug: `fail-${code}`,
    kind: "job",
    summary: `The run fails with this reason; ${answer}`,
    status,
    text: message,
    code,
    endpoints: createRoutes(kinds),
    rows: [
      ...(row === undefined ? [] : [`HTTP status codes: ${row}`]),
      ...(row === undefined ? [] : [`Custom error codes: ${code}`]),
    ],
    natural: natural ?? null,
    jobMessage: message,
  };
}

/** Everything a run can end with. */
export const runFailures: readonly Provocation[] = [...failures.map(provocationOf), ...otherEnds];

/** Whether the vendor's documents call a code worth repeating. */
export function isRetryable(code: string | null): boolean {
  return failures.some((failure) => failure.code === code && failure.retryable === true);
}
