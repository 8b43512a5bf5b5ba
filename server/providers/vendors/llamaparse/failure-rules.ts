import type { Surface } from "#lib/vocabulary.ts";
import type { FailureRule } from "../../contract.ts";

/**
 * From an error to its catalog entry. Sentences and codes are the vendor's, verbatim, from its page "Troubleshooting &
 * Error Codes" (https://developers.llamaindex.ai/llamaparse/general/troubleshooting/), its SDK 2.16.0 and GitHub
 * issues; the entries name the document of each (read 2026-11-20).
 */

const http: readonly Surface[] = ["http"];
const job: readonly Surface[] = ["job", "webhook"];
const httpOrJob: readonly Surface[] = ["http", "job", "webhook"];
const anySuccess = ["SUCCESS", "COMPLETED", "PARTIAL_SUCCESS"];
const anyFailure = ["FAILED", "ERROR"];

const nameOf = (entry: string) => `llamaparse/${entry}`;

/** An HTTP answer with this status and sentence; with other `surfaces`, a job that failed saying the same. */
function says(
  status: number | readonly number[],
  entry: string,
  message: string,
  more: Partial<FailureRule> = {},
): FailureRule {
  const list = typeof status === "number" ? [status] : status;
  const name = more.surfaces ? `message:${entry}` : `http-${list.join("-")}:${entry}`;
  return { name, entry: nameOf(entry), surfaces: http, status: list, message, ...more };
}

/** A job that failed with this code. */
function failsWith(code: string, entry: string, more: Partial<FailureRule> = {}): FailureRule {
  return { name: `job-code:${code}`, entry: nameOf(entry), surfaces: job, code, ...more };
}

/** A job that failed with this sentence. */
function failsSaying(entry: string, message: string, more: Partial<FailureRule> = {}): FailureRule {
  return { name: `job-message:${entry}`, entry: nameOf(entry), surfaces: job, message, ...more };
}

/** Nothing but the HTTP status. */
function bareStatus(status: number): FailureRule {
  return { name: `http-status:${status}`, entry: nameOf(`http-${status}`), surfaces: http, status: [status] };
}

const byShape: readonly FailureRule[] = [
  {
    name: "http-422:validation-list",
    entry: nameOf("http-422"),
    surfaces: http,
    status: [422],
    shape: ["detail-array"],
  },
  { name: "job:partial-pages", entry: nameOf("partial-pages"), surfaces: job, shape: ["partial-pages"] },
  // `partial` is Docket's own word, for jobs whose vendor status says success.
  {
    name: "job-status:partial",
    entry: nameOf("partial-pages"),
    surfaces: job,
    jobStatus: ["PARTIAL_SUCCESS", "partial"],
  },
  { name: "job-status:cancelled", entry: nameOf("job-cancelled"), surfaces: job, jobStatus: ["CANCELLED", "CANCELED"] },
  { name: "job-status:throttled", entry: nameOf("job-throttled"), surfaces: job, jobStatus: ["THROTTLED"] },
  {
    name: "webhook:failure-without-reason",
    entry: nameOf("webhook-reports-failure"),
    shape: ["webhook-event"],
    jobStatus: anyFailure,
  },
  {
    name: "job:no-reason",
    entry: nameOf("failed-without-reason"),
    surfaces: [...job, "client"],
    shape: ["job-no-reason", "empty"],
    jobStatus: anyFailure,
  },
];

const quota: readonly FailureRule[] = [
  says(402, "credits-exceeded", "You've exceeded the maximum number of credits for your plan.", {
    surfaces: httpOrJob,
  }),
  says(402, "no-quota-left", "No quota left to create a job", { surfaces: httpOrJob }),
  says(402, "file-count-limit", "The total number of files would exceed the maximum allowed..."),
  says(429, "project-limit", "You've already reached the maximum number of projects..."),
  says(429, "index-limit", "You've already reached the maximum number of indexes..."),
  says(429, "member-limit", "You've already reached the maximum number of users..."),
  says(429, "data-source-limit", "You've already reached the maximum number of data sources..."),
  says(429, "extraction-agent-limit", "You've already reached the maximum number of extraction agents..."),
  says(429, "plan-limit", "You've already reached the maximum number of ..."),
];

const uploads: readonly FailureRule[] = [
  says(400, "empty-file", "Uploaded file is empty."),
  says(400, "file-name-missing", "File must have a filename."),
  says(400, "file-field-missing", "file field is required for multipart requests."),
  says(429, "upload-rate-limit", "Rate limit exceeded. The file upload limit is ... requests per second."),
];

const parse: readonly FailureRule[] = [
  says(400, "no-input", "Either file, input_url, or input_s3_path must be provided."),
  says(400, "file-name-too-long", "File name exceeds the maximum length of ... characters"),
  says(400, "parsing-mode-unsupported", "Parsing mode ... is not supported."),
  says(400, "vendor-model-unsupported", "Vendor multimodal model ... is not supported."),
  // The vendor says the message goes on with the list of valid models.
  says(400, "vendor-model-unsupported", "Vendor multimodal model ... is not supported. ..."),
  says(400, "markdown-on-fast-tier", "Markdown expansion is not available for FAST tier jobs."),
  says(400, "webhook-configuration-invalid", "Invalid JSON in webhook_configurations: ..."),
  says(403, "parse-configuration-denied", "Access denied to this parse configuration"),
  says(404, "parse-job-not-found", "Parse job not found"),
  says(404, "result-not-ready", "Result not found. Check job status to see if it has completed."),
  says(404, "result-not-ready", "Result for ... Job ... not found. Check job status to see if it has completed."),
  says(404, "source-file-gone", "Source file not found in storage"),
  says(400, "missing-version-for-tier", "Must specify a version with a tier. Tier: ...", { surfaces: httpOrJob }),
  { ...failsWith("MISSING_VERSION_FOR_TIER", "missing-version-for-tier"), surfaces: httpOrJob, status: [400] },
  says([400, 422], "vendor-key-mode", "Vendor API key are only supported for parse mode parse_page_with_lvm!"),
  says(
    [400, 422],
    "multipart-configuration-invalid",
    "Invalid configuration: ... LlamaParseMultipartConfiguration ...",
  ),
  says(404, "job-not-found", "Job not found", { identifies: false }),
  says(404, "job-not-found", "Job not found: ...", { identifies: false }),
];

const resultGone = "Result for ... Job ... not found. Check job status to see if it has completed.";

const jobs: readonly FailureRule[] = [
  failsWith("UNSUPPORTED_FILE_TYPE", "unsupported-file-type"),
  failsWith("PDF_IS_PROTECTED", "pdf-is-protected"),
  failsWith("PDF_IS_BROKEN", "pdf-is-broken"),
  failsWith("NO_DATA_FOUND_IN_FILE", "no-data-found"),
  failsWith("DOCUMENT_TOO_LARGE", "document-too-large"),
  failsWith("PDF_TOO_LARGE", "document-too-large"),
  failsWith("TOO_MANY_PAGES", "too-many-pages"),
  failsWith("TIMEOUT", "job-timeout", { identifies: false }),
  // A v1 job that set `job_timeout_in_seconds` (docs.cloud.llamaindex.ai/llamaparse/features/job_parameters).
  failsWith("EXPIRED", "job-timeout", { identifies: false }),
  failsWith("ERROR_DURING_PROCESSING", "processing-error"),
  failsWith("RECONSTRUCTION_ERROR", "reconstruction-error"),
  failsWith("INVALID_TIER_VERSION_COMBINATION", "tier-version-combination"),
  failsSaying("unsupported-file-type", "Unsupported file type.", { identifies: false }),
  failsSaying("pdf-is-protected", "Could not open PDF, as it seems to be protected."),
  failsSaying("processing-error", "An unknown error occurred during processing."),
  failsSaying("processing-error", "An unknown error occurred during processing. Job id: ..."),
  failsSaying("fetch-failed", "Error while parsing the file: fetch failed"),
  { ...failsWith("ERROR_DURING_PROCESSING", "fetch-failed"), message: "Error while parsing the file: fetch failed" },
  failsSaying("markdown-extraction-failed", "Something went wrong while extracting the markdown."),
  failsSaying("reconstruction-error", "Something went wrong while parsing the document.", { identifies: false }),
  // Of a page, in a job that succeeded (issue 413); it comes with the code of the job's failure.
  failsSaying("partial-pages", "Something went wrong when reconstruction page ..."),
  {
    ...failsWith("RECONSTRUCTION_ERROR", "partial-pages"),
    message: "...Something went wrong when reconstruction page ...",
  },
  failsSaying("failed-to-process-file", "Failed to process file.", { identifies: false }),
  failsSaying(
    "extraction-error-unexplained",
    "An error occurred during extraction. Please try again or contact support.",
  ),
  failsSaying("parse-result-missing-in-job", resultGone),
  failsSaying("parse-result-missing-in-job", "Result not found. Check job status to see if it has completed."),
  failsSaying("parse-result-missing-in-job", `parsing_error: Error on parsing: ${resultGone}`),
  says(404, "result-missing-after-success", resultGone, { surfaces: httpOrJob, jobStatus: anySuccess }),
  says(404, "result-missing-after-success", "Result not found. Check job status to see if it has completed.", {
    surfaces: httpOrJob,
    jobStatus: anySuccess,
  }),
  failsSaying("failed-without-reason", "Failed to parse the file: ..., status: ERROR"),
  // The first extraction client's words (run-llama/llama_extract issue 29).
  failsSaying("failed-without-reason", "Failed to extract the file: ..., status: StatusEnum.ERROR"),
  failsSaying("failed-without-reason", "Job ... failed with status: FAILED", { identifies: false }),
  // The meanings the vendor's table gives its codes; v2 jobs have a sentence and no code field.
  failsSaying("unsupported-file-type", "File format is not supported", { identifies: false }),
  failsSaying("pdf-is-protected", "The PDF is password-protected", { identifies: false }),
  failsSaying("pdf-is-broken", "The PDF is corrupted or malformed", { identifies: false }),
  failsSaying("no-data-found", "The file contains no extractable content", { identifies: false }),
  failsSaying("document-too-large", "The document exceeds processing limits", { identifies: false }),
  failsSaying("too-many-pages", "Document exceeds the maximum page count", { identifies: false }),
  failsSaying("job-timeout", "Processing exceeded the timeout limit", { identifies: false }),
  // Half an hour, as a user tells it (run-llama/llama_cloud_services issue 686).
  failsSaying("job-timeout", "Job took more than {time} minutes", { identifies: false }),
];

const extract: readonly FailureRule[] = [
  says(400, "extract-schema-rejected", "schema_validation: ...", { surfaces: httpOrJob }),
  says(400, "extract-inputs-invalid", "inputs_invalid: ...", { surfaces: httpOrJob }),
  says(400, "extract-parse-not-completed", "inputs_invalid: Parse job ... is not completed (status: ...)", {
    surfaces: httpOrJob,
  }),
  says(413, "extract-file-too-large", "File size exceeds ...MB limit."),
  says(400, "agent-name-invalid", "Extraction agent name must have at least some alphanumeric characters."),
  says(400, "default-agent-protected", "Cannot delete the default extraction agent."),
  says(403, "extract-file-denied", "Access denied to the specified file."),
  says(404, "extraction-agent-not-found", "Extraction agent ... not found or user does not have access."),
  says(422, "extract-engine-error", "engine_error: ...", { surfaces: httpOrJob }),
  says(422, "llm-refusal", "llm_refusal", { surfaces: httpOrJob }),
  says(422, "llm-refusal", "llm_refusal: ...", { surfaces: httpOrJob }),
  says(429, "extract-resources-exhausted", "Resources exhausted. Please wait for existing jobs to complete.", {
    surfaces: httpOrJob,
  }),
];

const classifyAndSplit: readonly FailureRule[] = [
  says(400, "classify-file-other-project", "File ID ... is not in Project ID ..."),
  says(400, "classify-parse-other-project", "Parse Job ID ... is not in Project ID ..."),
  says(400, "classify-configuration-invalid", "Invalid classify configuration parameters for ...: ..."),
  says(404, "classify-job-not-found", "Classify job not found"),
  says(404, "classify-configuration-not-found", "Classify configuration ... not found"),
  says(429, "classify-rate-limit", "Rate limit exceeded. Maximum ... classify job creations per second."),
  says(503, "classify-unavailable", "Classify endpoints are currently unavailable."),
  says(400, "split-input-kind", "Only file_id document inputs are supported for split jobs."),
  says(400, "split-file-type", "Unsupported file type: ... Supported file types are ..."),
  says(400, "split-file-too-large", "File size (... MB) exceeds the maximum allowed size of ... MB."),
  says(400, "split-no-categories", "Split configuration ... has no categories"),
  says(404, "split-file-not-found", "File ... not found in project ..."),
  says(404, "split-job-not-found", "Split job not found"),
];

const access: readonly FailureRule[] = [
  says(401, "invalid-api-key", "Invalid API Key. Please check your region ..."),
  // The wording of 2024 (run-llama/llama_cloud_services #71).
  says(401, "invalid-api-key", "Invalid authentication token", { identifies: false }),
  says(401, "not-authenticated", "Not authenticated", { identifies: false }),
  says(400, "cors-refused", "Disallowed CORS origin", { identifies: false }),
  {
    name: "client:cors-refused",
    entry: nameOf("cors-refused"),
    surfaces: ["client"],
    message: "from origin '...' has been blocked by CORS policy: ...",
    identifies: false,
  },
  says(500, "http-500", "Oops! Something went wrong on our end. Please try again in a few minutes. ..."),
  // Its second half, which people pass on alone.
  says(
    500,
    "http-500",
    "contact support by clicking the chat icon on cloud.llamaindex.ai providing this correlation ID: ...",
  ),
  {
    name: "client:polling-gave-up",
    entry: nameOf("polling-gave-up"),
    surfaces: ["client"],
    message: "Polling timed out after ...s (timeout: ...s)",
  },
  // What the Python reader says of itself (llama_cloud_services, parse/base.py).
  {
    name: "client:reader-gave-up",
    entry: nameOf("polling-gave-up"),
    surfaces: ["client"],
    message: "Timeout while parsing the file: {job}",
  },
  {
    name: "client:file-type-refused",
    entry: nameOf("file-type-refused"),
    surfaces: ["client"],
    message: "Currently, only the following file types are supported: ...",
  },
];

export const failureRules: readonly FailureRule[] = [
  ...byShape,
  ...quota,
  ...uploads,
  ...parse,
  ...jobs,
  ...extract,
  ...classifyAndSplit,
  ...access,
  ...[400, 401, 402, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504].map(bareStatus),
];
