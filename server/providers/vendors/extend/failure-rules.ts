import type { Surface } from "#lib/vocabulary.ts";
import type { FailureRule } from "../../contract.ts";
import { clientRules } from "./client-rules.ts";
import { codes, codesByProduct } from "./codes.ts";

/**
 * From an error to its catalog entry. The vendor asks to branch on the code and never on the message, and gives one code
 * several statuses (INVALID_REQUEST is 400 on its pages and 422 in its CLI), so a code decides whatever the status.
 * Sentences only refine a code, or stand in where an answer has none. The entries name the document of each (2026-11-20).
 */

const http: readonly Surface[] = ["http"];
const run: readonly Surface[] = ["job", "webhook"];
const httpOrRun: readonly Surface[] = ["http", "job", "webhook"];
const surfacesOf = { http, run, both: httpOrRun } as const;

const nameOf = (entry: string) => `extend/${entry}`;

/**
 * A code other services use as well is known to be Extend's when the whole error body around it is (`api-error`: code,
 * message, `retryable` and a request id); without that it says what happened, not whose error it is.
 */
const byCode: readonly FailureRule[] = Object.entries(codes).flatMap(([code, { entry, seen, general }]) => {
  const rule = { name: `code:${code}`, entry: nameOf(entry), surfaces: surfacesOf[seen], code };
  if (!general) return [rule];
  const whole = { ...rule, surfaces: http, shape: ["api-error"] };
  return seen === "run" ? [{ ...rule, identifies: false as const }] : [whole, { ...rule, identifies: false as const }];
});

const byCodeAndProduct: readonly FailureRule[] = codesByProduct.map(({ code, products, entry, seen }) => ({
  name: `${products[0]}-code:${code}`,
  entry: nameOf(entry),
  surfaces: surfacesOf[seen],
  code,
  products,
  identifies: false,
}));

/** States a run is in, and payloads that carry no reason. */
const byShape: readonly FailureRule[] = [
  {
    name: "run-status:cancelled",
    entry: nameOf("run-cancelled"),
    surfaces: run,
    jobStatus: ["CANCELLED", "CANCELLING"],
  },
  {
    name: "run-status:needs-review",
    entry: nameOf("workflow-needs-review"),
    surfaces: run,
    jobStatus: ["NEEDS_REVIEW"],
    shape: ["run", "webhook-event", "empty", "plain-text"],
  },
  { name: "run:rejected", entry: nameOf("workflow-rejected"), surfaces: run, shape: ["run-rejected"] },
  { name: "run-status:rejected", entry: nameOf("workflow-rejected"), surfaces: run, jobStatus: ["REJECTED"] },
  { name: "run:failed-step", entry: nameOf("workflow-step-failed"), surfaces: run, shape: ["run-with-failed-step"] },
  // `partial` is Docket's own word, for runs whose vendor status says they ended well.
  {
    name: "run-status:partial",
    entry: nameOf("workflow-step-failed"),
    surfaces: run,
    shape: ["run", "empty"],
    jobStatus: ["partial"],
  },
  {
    name: "run:no-reason",
    entry: nameOf("failed-without-reason"),
    surfaces: [...run, "client"],
    shape: ["run-no-reason", "empty"],
    jobStatus: ["FAILED"],
  },
  // Codes nobody has documented yet, where the body's own flag says otherwise than its status would.
  {
    name: "unknown-code:retryable",
    entry: nameOf("unknown-retryable"),
    surfaces: http,
    shape: ["unknown-code-retryable"],
  },
  { name: "unknown-code:final", entry: nameOf("unknown-final"), surfaces: http, shape: ["unknown-code-final"] },
  {
    name: "webhook:signed-url",
    entry: nameOf("webhook-reason-behind-link"),
    surfaces: run,
    shape: ["signed-url-event"],
    jobStatus: ["failed"],
  },
];

interface Sentence {
  entry: string;
  message: string;
  /** The code it may come with, in an HTTP answer or on a run. */
  code?: string;
  /** Statuses of an answer that carries it without a known code. */
  status: readonly number[];
  surfaces?: readonly Surface[];
}

const fileProblems: readonly Sentence[] = [
  [
    "invalid-config-options",
    400,
    "The config contains invalid values (e.g., unsupported target format or chunking strategy)",
  ],
  ["invalid-config-options", 400, "Invalid combination of options in the incoming config"],
  ["invalid-config-options", 400, "The provided configuration options are invalid"],
  ["unable-to-download-file", 400, "The provided url is invalid"],
  ["unable-to-download-file", 400, "The file could not be downloaded from the provided URL"],
  ["file-type-not-supported", 400, "The file type is not supported"],
  ["file-type-not-supported", 400, "File type not supported for parsing."],
  ["file-type-not-supported", 400, "The file type is not supported for parsing"],
  ["file-size-too-large", 400, "The file size is too large"],
  ["file-size-too-large", 400, "The file exceeds the maximum allowed size"],
  ["corrupt-file", 422, "The file is corrupt and cannot be parsed"],
  ["corrupt-file", 422, "The file appears to be corrupted or malformed"],
  ["password-protected-file", 422, "The file is password protected"],
  ["password-protected-file", 422, "The file is password protected and cannot be {use}"],
  ["failed-to-convert-to-pdf", 422, "The file could not be converted to PDF"],
  ["failed-to-convert-to-pdf", 422, "The file could not be converted to PDF for processing"],
  ["failed-to-convert-to-jpeg", 422, "The file could not be converted to JPEG for processing"],
  ["failed-to-generate-target-format", 422, "The system failed to generate the target format"],
  ["failed-to-generate-target-format", 422, "The output could not be generated in the requested format"],
  ["ocr-error", 500, "An OCR error occurs"],
  ["ocr-error", 500, "An error occurred during optical character recognition"],
  ["chunking-error", 500, "A chunking error occurs"],
  ["chunking-error", 500, "An error occurred while chunking the document"],
].map(([entry, status, message]) => ({
  entry: String(entry),
  message: String(message),
  status: [Number(status)],
  surfaces: httpOrRun,
}));

/** The vendor's own words where its pages give no code, or where one code covers several of its rows. */
const sentences: readonly Sentence[] = [
  { entry: "token-missing", code: "UNAUTHORIZED", status: [401], message: "The API token is missing" },
  { entry: "token-invalid", code: "UNAUTHORIZED", status: [401], message: "The API token is invalid" },
  {
    entry: "workspace-not-permitted",
    status: [403],
    message: "The authenticated workspace doesn't have permission to use the {feature} functionality",
  },
  { entry: "token-not-permitted", status: [403], message: "The API token doesn't have sufficient permissions" },
  {
    entry: "required-field-missing",
    code: "INVALID_REQUEST",
    status: [400, 422],
    message: "Required fields are missing (e.g., {field})",
  },
  { entry: "required-field-missing", code: "INVALID_REQUEST", status: [400, 422], message: "{problem}; Path: file" },
  {
    entry: "file-url-missing",
    code: "INVALID_REQUEST",
    status: [400, 422],
    message: "url is not provided in the file object",
  },
  { entry: "file-url-missing", code: "INVALID_REQUEST", status: [400, 422], message: "{problem}; Path: file.url" },
  {
    entry: "schema-rejected",
    code: "INVALID_REQUEST",
    status: [400, 422],
    message:
      'Non-nullable primitive type "{type}" is not allowed. Use ["{allowed}", "null"] instead of "{given}".; Path: {path}',
  },
  { entry: "schema-rejected", code: "INVALID_REQUEST", status: [400, 422], message: "{problem}; Path: schema.{path}" },
  {
    entry: "schema-rejected",
    code: "INVALID_REQUEST",
    status: [400, 422],
    message: "{problem}; Path: config.schema.{path}",
  },
  { entry: "invalid-request", code: "INVALID_REQUEST", status: [400, 422], message: "{problem}; Path: {path}" },
  { entry: "rate-limited", status: [429], message: "Too many requests. Back off and retry." },
  { entry: "internal-error", status: [500], message: "Any other unexpected error occurs during parsing" },
  ...fileProblems,
];

/** Plain English that any service may say: it refines what is known to be Extend's and recognises nothing. */
const bySentence: readonly FailureRule[] = sentences.flatMap(({ entry, message, code, status, surfaces = http }) => {
  const rule = { entry: nameOf(entry), surfaces, status, message };
  const plain = { ...rule, name: `message:${entry}`, identifies: false as const };
  if (!code) return [plain];
  const coded = { ...rule, name: `code:${code}:${entry}`, code };
  return [plain, { ...coded, shape: ["api-error"] }, { ...coded, identifies: false as const }];
});

function bareStatus(status: number, entry = `http-${status}`): FailureRule {
  return { name: `http-status:${status}`, entry: nameOf(entry), surfaces: http, status: [status] };
}

export const failureRules: readonly FailureRule[] = [
  ...byShape,
  ...byCode,
  ...byCodeAndProduct,
  ...bySentence,
  ...clientRules,
  ...[400, 401, 402, 403, 404, 413, 422, 429, 500, 504].map((status) => bareStatus(status)),
  // "any 5xx" is the vendor's word; 520 to 526 are what its edge says when the origin does not answer it.
  ...[502, 503, 520, 521, 522, 523, 524, 525, 526].map((status) => bareStatus(status, "http-5xx")),
];
