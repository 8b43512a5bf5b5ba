import type { ErrorRow } from "./error-row.ts";
import { extractCreates, jobCreates, jobReads } from "./route-names.ts";

const anywhere = ["*"];
const v1Parse = ["POST /v1/ade/parse"];
const v2Parse = ["POST /v2/parse"];

/** Refusals of jobs, of parses, and of any request (docs.landing.ai troubleshooting pages and skills reference, 2026-11-20). */
export const otherErrors: readonly ErrorRow[] = [
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
