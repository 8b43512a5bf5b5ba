import { htmlReply, jsonReply, type Reply } from "../http/reply.ts";
import type { Provocation } from "../provoke/provocation.ts";

/** The documented shape (docs.okrapdf.com/api-reference/errors, 2026-11-20). */
export function nested(status: number, code: string, message: string, headers: Record<string, string> = {}): Reply {
  const reply = jsonReply(status, { error: { code, message } });
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

export const chats = ["POST /v1/documents/{id}/chat/completions", "POST /document/{id}/chat/completions"] as const;
export const extractions = [
  ...chats,
  "POST /document/{id}/structured-output",
  "POST /v1/resolve/chat/completions",
] as const;
export const uploads = ["POST /v1/documents", "POST /document/{id}/upload-url", "POST /document/{id}/upload"] as const;
const anywhere = ["*"];
const elsewhere = ["GET /v1/documents", ...uploads];

type Row = readonly [
  slug: string,
  status: number,
  code: string | null,
  text: string,
  rows: readonly string[],
  answer: () => Reply,
  endpoints?: readonly string[],
  natural?: string,
];

function coded(
  slug: string,
  status: number,
  code: string,
  text: string,
  endpoints: readonly string[] = anywhere,
  natural?: string,
): Row {
  return [slug, status, code, text, [code, text], () => nested(status, code, text), endpoints, natural];
}

const timeLimit =
  "Extraction exceeded the time limit (default 45s, MCP uses 120s). Simplify the schema or use page ranges.";
const notValid = "Extracted data didn’t match your JSON schema. Check field types, required fields, and nesting.";
const blocked =
  "The model couldn’t extract data — document has no pages, parsing failed, or all queries returned errors.";
const notFound = "Document ID doesn’t exist or hasn’t finished processing. Check get_document_status first.";

/** Texts of the page stand in for messages the vendor does not publish. */
const rows: readonly Row[] = [
  coded(
    "http-400-bad-request",
    400,
    "BAD_REQUEST",
    "Invalid request body or parameters",
    anywhere,
    "a body that is no JSON",
  ),
  coded(
    "http-401-unauthorized",
    401,
    "UNAUTHORIZED",
    "Missing or invalid API key",
    anywhere,
    "no key, or one that contains `invalid`",
  ),
  coded(
    "http-403-forbidden",
    403,
    "FORBIDDEN",
    "Valid key but not authorized for this resource",
    anywhere,
    "a key that contains `noscope`",
  ),
  coded("http-404-not-found", 404, "NOT_FOUND", "Document or resource does not exist", anywhere, "an id of elsewhere"),
  coded("http-409-conflict", 409, "CONFLICT", "Resource state conflict"),
  coded(
    "http-422-request",
    422,
    "SCHEMA_VALIDATION_FAILED",
    "Request was well-formed but semantically invalid",
    elsewhere,
  ),
  [
    "http-429-rate-limited",
    429,
    "RATE_LIMITED",
    "Too many requests - see rate limits",
    ["RATE_LIMITED", "Too many requests - see rate limits"],
    () => nested(429, "RATE_LIMITED", "Too many requests - see rate limits", { "retry-after": "5" }),
    anywhere,
    "more than 600 requests, or 30 expensive ones, a minute",
  ],
  coded("http-500-internal", 500, "INTERNAL_ERROR", "Unexpected server error"),
  coded("http-504-timeout", 504, "TIMEOUT", "The operation timed out", elsewhere),
  coded("http-422-extracted", 422, "SCHEMA_VALIDATION_FAILED", notValid, extractions),
  coded("http-422-blocked", 422, "EXTRACTION_BLOCKED", blocked, extractions),
  coded("http-504-extraction", 504, "TIMEOUT", timeLimit, extractions),
  coded(
    "http-404-document",
    404,
    "DOCUMENT_NOT_FOUND",
    notFound,
    extractions,
    "an extraction from a document that has not finished",
  ),
  [
    "http-504-structured-output",
    504,
    null,
    "Structured output timed out",
    ["Structured output timed out"],
    () =>
      jsonReply(504, {
        error: { message: "Structured output timed out", type: "server_error", details: { timeoutMs: 120_000 } },
      }),
    extractions,
  ],
  [
    "http-422-flat",
    422,
    "EXTRACTION_BLOCKED",
    "document has no pages",
    ["EXTRACTION_BLOCKED"],
    () => jsonReply(422, { code: "EXTRACTION_BLOCKED", message: "document has no pages", details: [] }),
    extractions,
  ],
  ["http-404-word", 404, null, "not_found", ["NOT_FOUND"], () => jsonReply(404, { error: "not_found" })],
  [
    "http-401-lower-case",
    401,
    "unauthorized",
    "Invalid API key",
    ["UNAUTHORIZED"],
    () =>
      jsonReply(401, { error: { code: "unauthorized", message: "Invalid API key", doc_url: "https://okrapdf.dev" } }),
  ],
  [
    "http-402-credits",
    402,
    "insufficient_credits",
    "Not enough credits",
    ["insufficient_credits"],
    () => nested(402, "insufficient_credits", "Not enough credits"),
    anywhere,
    "a key that contains `nocredits`, wherever work would begin",
  ],
  [
    "http-502-edge",
    502,
    null,
    "502 Bad Gateway",
    ["502"],
    () => htmlReply(502, "<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>"),
  ],
];

export const requestProvocations: readonly Provocation[] = rows.map(
  ([slug, status, code, text, sources, answer, endpoints = anywhere, natural]) => ({
    slug,
    kind: "http",
    summary: text,
    status,
    text,
    code,
    endpoints,
    rows: sources,
    natural: natural ?? null,
    answer,
  }),
);

/** Failures of documents (which tell no reason) and of jobs (github.com/okrapdf/server, SDK types). */
export const jobFailures: readonly Provocation[] = (
  [
    ["fail-processing", null, null],
    ["fail-invalid-file", "invalid_file", "The file could not be read."],
    ["fail-timeout", "parse_timeout", "Reading the document took too long."],
    ["fail-provider", "provider_failure", "A model provider did not answer."],
    ["fail-quota", "quota_exceeded", "The quota is used up."],
    ["fail-job", "job_failed", "The job failed."],
  ] as const
).map(([slug, code, text]) => ({
  slug,
  kind: "job",
  summary: text ?? "The work fails; a document's phase says nothing more",
  status: null,
  text,
  code,
  endpoints: [...uploads, "POST /v1/parse"],
  rows: [],
  natural: null,
  jobMessage: text,
}));
