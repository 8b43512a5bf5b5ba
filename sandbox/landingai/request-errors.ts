import type { Exchange } from "../http/exchange.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { errorReply } from "./replies.ts";
import { buildRoutes, extractCreates, extractRoutes, jobCreates, jobReads, parseRoutes } from "./route-names.ts";

const anywhere = ["*"];
const extraction = [...extractRoutes, ...extractCreates];
const v1Extract = ["POST /v1/ade/extract"];
const v1Parse = ["POST /v1/ade/parse"];
const v2Parse = ["POST /v2/parse"];

type Row = readonly [
  slug: string,
  status: number,
  text: string,
  endpoints: readonly string[],
  more?: { code?: string; row?: string; natural?: string },
];

function provocation([slug, status, text, endpoints, more = {}]: Row): Provocation {
  return {
    slug,
    kind: "http",
    summary: text,
    status,
    text,
    code: more.code ?? null,
    endpoints,
    rows: [more.row ?? text],
    natural: more.natural ?? null,
    answer: ({ route }) => errorReply(route, status, text, more.code),
  };
}

const field = "Field extraction validation error: ";
const supported = "Unsupported format: application/pdf (a.pdf). Supported formats: MD";
const version =
  "Invalid extract version 'extract-19990101' provided. Valid versions are: extract-20251024, extract-20260314 or use 'extract-latest' to use the latest version.";

/** Refusals with the vendor's messages (docs.landing.ai troubleshooting pages and skills reference, 2026-11-20). */
const errors: readonly Row[] = [
  [
    "http-400-invalid-json",
    400,
    "Invalid JSON schema: Expecting value: line 1 column 1 (char 0)",
    extraction,
    { natural: "a schema that is no JSON" },
  ],
  [
    "http-400-download",
    400,
    "Failed to download document from URL: HTTP 403",
    extraction,
    { row: "Failed to download document from URL: {error_details}" },
  ],
  [
    "http-400-download-build",
    400,
    "Failed to download document from URL https://example.com/a.md: HTTP 403",
    buildRoutes,
    { row: "Failed to download document from URL {url}: {error_details}" },
  ],
  [
    "http-400-field-extraction",
    400,
    "Field extraction invalid: the schema has no properties",
    v1Extract,
    { row: "Field extraction invalid: {error_details}" },
  ],
  [
    "http-400-extract-version",
    400,
    version,
    [...v1Extract, ...buildRoutes],
    {
      row: "Invalid extract version '{version}' provided. Valid versions are: {list_of_versions} or use 'extract-latest' to use the latest version.",
    },
  ],
  [
    "http-422-root-type",
    422,
    `${field}The provided schema must have "type": "object" for the root.`,
    extraction,
    { natural: "a schema whose root has another type" },
  ],
  [
    "http-422-root-object",
    422,
    `${field}The provided JSON must parse to an object at the root.`,
    extraction,
    { natural: "a schema that is a list" },
  ],
  [
    "http-422-schema",
    422,
    `${field}The provided JSON object was not a valid JSON schema. Error: 'strin' is not valid under any of the given schemas`,
    extraction,
    { row: `${field}The provided JSON object was not a valid JSON schema. Error: {error_details}` },
  ],
  [
    "http-422-recursive",
    422,
    `${field}The provided schema contains recursive local \`$ref\` cycles, which are not supported.`,
    extraction,
  ],
  [
    "http-422-keywords",
    422,
    `${field}The following schema fields were not supported: allOf, not`,
    extraction,
    { row: `${field}The following schema fields were not supported: {keywords}` },
  ],
  [
    "http-422-both-inputs",
    422,
    "Cannot provide both 'markdown' and 'markdown_url'. Please provide only one.",
    extraction,
    { natural: "both fields in one request" },
  ],
  [
    "http-422-no-input",
    422,
    "Must provide either 'markdown' or 'markdown_url'.",
    extraction,
    { natural: "neither field" },
  ],
  ["http-422-empty-input", 422, "No markdown file or URL provided.", extraction, { natural: "a blank `markdown`" }],
  [
    "http-422-invalid-url",
    422,
    "Invalid URL format: not-an-address",
    [...extraction, ...buildRoutes],
    { row: "Invalid URL format: {url}", natural: "a `markdown_url` that is no address" },
  ],
  [
    "http-422-multiple",
    422,
    "Multiple markdown files detected (2). Please provide only one document file.",
    extraction,
    { row: "Multiple markdown files detected (X). Please provide only one document file." },
  ],
  [
    "http-422-format",
    422,
    supported,
    [...extraction, ...buildRoutes],
    { row: "Unsupported format: {mime_type} ({filename}). Supported formats: MD" },
  ],
  ["http-504-timeout", 504, "Request timed out after 475 seconds", [...extractRoutes, ...parseRoutes, ...buildRoutes]],
  [
    "http-504-timeout-build",
    504,
    "Request timed out after 474 seconds",
    buildRoutes,
    { row: "Request timed out after {seconds} seconds" },
  ],
  [
    "http-400-generation",
    400,
    "Schema generation invalid: no fields could be found",
    buildRoutes,
    { row: "Schema generation invalid: {error_details}" },
  ],
  [
    "http-422-generation-input",
    422,
    "Must provide at least one of 'markdowns', 'markdown_urls', 'schema', or 'prompt'.",
    buildRoutes,
    { natural: "a request without any of them" },
  ],
  [
    "http-422-existing-schema",
    422,
    "Invalid existing schema JSON: Expecting ',' delimiter: line 1 column 9 (char 8)",
    buildRoutes,
    { row: "Invalid existing schema JSON: {error_details}" },
  ],
  [
    "http-422-generation",
    422,
    "Schema generation validation error: prompt is too long",
    buildRoutes,
    { row: "Schema generation validation error: {error_details}" },
  ],
  [
    "http-400-zdr-save-url",
    400,
    "output_save_url must be present if zeroDataRetention is enabled",
    jobCreates,
    { natural: "a key that contains `zdr`, without `output_save_url`" },
  ],
  ["http-400-zdr-url-only", 400, "Only markdown_url is accepted if zeroDataRetention is enabled", extractCreates],
  [
    "http-404-job",
    404,
    "Job j-123 not found",
    jobReads,
    { row: "Job {job_id} not found", natural: "an id of elsewhere" },
  ],
  [
    "http-422-page",
    422,
    "Input validation failed.",
    ["GET /v1/ade/extract/jobs"],
    { natural: "a `pageSize` above 100" },
  ],
  [
    "http-402-credits",
    402,
    "Your account does not have enough credits to complete processing.",
    anywhere,
    { natural: "a key that contains `nocredits`, wherever work would begin" },
  ],
  ["http-429-rate-limit", 429, "Rate limit exceeded.", anywhere],
  ["http-500-internal", 500, "Server error during processing.", anywhere],
  ["http-403-subscription", 403, "Organization subscription has expired", anywhere],
  ["http-400-model", 400, "Unsupported model: dpt-9", v1Parse, { row: "Unsupported model: {version}" }],
  [
    "http-422-pages",
    422,
    "PDF must not exceed 100 pages",
    v1Parse,
    { row: "PDF must not exceed {limit} pages", natural: "`pages-101` in the name" },
  ],
  [
    "http-422-password-needed",
    422,
    "Document is password-protected. Please provide the password parameter.",
    v1Parse,
    { natural: "a PDF that names an encryption dictionary" },
  ],
  [
    "http-422-password-account",
    422,
    "Password-protected documents are not currently supported for your account.",
    v1Parse,
  ],
  [
    "http-422-password-wrong",
    422,
    "Failed to decrypt document. The password is incorrect or the file is corrupted.",
    v1Parse,
  ],
  ["http-422-prompt-length", 422, "custom_prompts['figure'] must be 512 characters or fewer.", v1Parse],
  [
    "http-422-prompt-model",
    422,
    "custom_prompts is not supported for the 'dpt-2-mini' model.",
    v1Parse,
    { row: "custom_prompts is not supported for the '{model}' model." },
  ],
  ["http-500-every-page", 500, "Failed to process the document", v1Parse],
  [
    "http-422-model-v2",
    422,
    "Unknown model version 'dpt-2'. Available: dpt-3-pro-20260710, dpt-3-pro-latest.",
    v2Parse,
    { row: "unknown_model_version", code: "unknown_model_version", natural: "a model of the first API" },
  ],
  ["http-422-document", 422, "One of `document` or `document_url` is required.", v2Parse, { natural: "neither field" }],
  [
    "http-422-both-documents",
    422,
    "Provide exactly one of `document` or `document_url`, not both.",
    v2Parse,
    { natural: "both fields in one request" },
  ],
  ["http-422-size", 422, "document exceeds 50 MiB cap", v2Parse, { natural: "a file above 50 MiB" }],
  [
    "http-422-pages-v2",
    422,
    "document has 101 pages; the per-request limit is 100",
    v2Parse,
    { row: "document has {N} pages; the per-request limit is 100", natural: "`pages-101` in the name" },
  ],
  [
    "http-422-empty-file",
    422,
    "Empty file (a.pdf).",
    v2Parse,
    { row: "Empty file ({filename}).", natural: "a file of no bytes" },
  ],
  [
    "http-422-page-numbers",
    422,
    "pages: page numbers are 1-indexed (must be >= 1), got: [0]",
    v2Parse,
    { natural: "`options.pages` with a 0" },
  ],
  [
    "http-422-options",
    422,
    "options: invalid JSON: Expecting value: line 1 column 1 (char 0)",
    v2Parse,
    { row: "options: invalid JSON: {details}", natural: "`options` that are no JSON" },
  ],
  [
    "http-422-redirect",
    422,
    "document_url returned a redirect; supply the final URL directly.",
    v2Parse,
    { code: "invalid_url" },
  ],
  [
    "http-422-encrypted",
    422,
    "The PDF needs a password.",
    v2Parse,
    { row: "encrypted_pdf_password_required", code: "encrypted_pdf_password_required" },
  ],
];

/** The key check answers in a shape of its own, whatever the endpoint. */
function keyError(slug: string, text: string, natural: string): Provocation {
  return {
    slug,
    kind: "http",
    summary: text,
    status: 401,
    text,
    code: null,
    endpoints: anywhere,
    rows: [text],
    natural,
    answer: () => jsonReply(401, { error: text }),
  };
}

const partial = "Extracted data does not completely conform to the requested schema. See below error for details.";
const advice =
  "Please read our documentation for more information: https://docs.landing.ai/ade/ade-extract-troubleshoot";
const nullValue =
  "The value at 'total' was not found in the document, so null was returned. Since the schema requires a non-null value, verify that the document indeed doesn't contain this data, and if so, update the schema to allow null by adding 'null' to the field's type (e.g., type: ['string', 'null']) or by setting nullable: true.";

/** What is told inside a result, in its metadata. */
export interface Loss {
  schema_violation_error: string | null;
  warnings: { code: string; msg: string }[];
}

const output = (msg: string): Loss => ({
  schema_violation_error: msg,
  warnings: [{ code: "nonconformant_output", msg }],
});

/** Partial results by slug; `usual` is what `ends-partial` gives. */
export const losses: Readonly<Record<string, Loss>> = {
  "http-206-not-conforming": { ...output(`${partial}\n'total' is a required property\n${advice}`), warnings: [] },
  "http-206-null-value": { ...output(nullValue), warnings: [] },
  "http-206-warning-schema": {
    schema_violation_error: null,
    warnings: [{ code: "nonconformant_schema", msg: "The keyword 'allOf' was removed from the schema." }],
  },
  "http-206-warning-output": output("'total' is not of type 'number'"),
};
export const usualLoss: Loss = output(`${partial}\n'total' is a required property\n${advice}`);

const lossRows: Readonly<Record<string, string>> = {
  "http-206-not-conforming": partial,
  "http-206-null-value": nullValue.replace("'total'", "'field_name'"),
  "http-206-warning-schema": "nonconformant_schema",
  "http-206-warning-output": "nonconformant_output",
};

const partials: readonly Provocation[] = Object.entries(losses).map(([slug, loss]) => ({
  slug,
  kind: "http",
  summary: "A result that is not whole",
  status: 206,
  text: loss.schema_violation_error ?? loss.warnings[0]?.msg ?? null,
  code: loss.warnings[0]?.code ?? null,
  endpoints: v1Extract,
  rows: [lossRows[slug] ?? ""],
  natural: null,
  answer: (_exchange: Exchange): Reply =>
    jsonReply(206, {
      extraction: { total: null },
      extraction_metadata: {},
      metadata: { filename: "provoked.md", duration_ms: 900, credit_usage: 1.2, version: "extract-20260314", ...loss },
    }),
}));

export const requestProvocations: readonly Provocation[] = [
  ...errors.map(provocation),
  ...partials,
  keyError("http-401-key-format", "Invalid API Key Format", "a key that is too short"),
  keyError(
    "http-401-key",
    "Invalid API Key, please check that your API key is complete and entered correctly.",
    "a key that contains `invalid` or `wrong-region`",
  ),
];

/** Failures of jobs: the first API tells a sentence, the second a code as well. */
export const jobFailures: readonly Provocation[] = (
  [
    ["fail-timeout", null, "Request timed out after 900 seconds"],
    ["fail-every-page", null, "Failed to process the document"],
    ["fail-download", null, "Failed to download document from URL: HTTP 403"],
    ["fail-credits", null, "Your account does not have enough credits to complete processing."],
    ["fail-internal", "internal_error", "An internal error occurred"],
    ["fail-without-reason", null, null],
  ] as const
).map(([slug, code, text]) => ({
  slug,
  kind: "job",
  summary: text ?? "The job fails and says nothing",
  status: null,
  text,
  code,
  endpoints: jobCreates,
  rows: ["Failed Jobs"],
  natural: null,
  jobMessage: text,
}));
