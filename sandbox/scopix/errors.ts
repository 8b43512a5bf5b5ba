import { randomUUID } from "node:crypto";
import { jsonReply, type Reply, textReply } from "../http/reply.ts";
import type { Provocation } from "../provoke/provocation.ts";

/** The middleware's envelope: the one shape with a request id (scopix.ai/docs/api/resources/errors, 2026-11-20). */
export function envelope(status: number, code: string, message: string, headers: Record<string, string> = {}): Reply {
  const reply = jsonReply(status, { error: { code, message, details: {} }, request_id: randomUUID() });
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

/** What the framework makes of an exception: a sentence, an object or a list. */
export function detail(status: number, value: unknown): Reply {
  return jsonReply(status, { detail: value });
}

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

const anywhere = ["*"];
const uploads = ["POST /files/upload", "POST /user-files/upload/stream"];
const extract = ["POST /extract"];

/** Codes in the middleware's shape; the page names no status for most, so each is an assumption of ours. */
function coded(slug: string, status: number, code: string, text: string, endpoints = anywhere, natural?: string): Row {
  return [slug, status, code, text, [code], () => envelope(status, code, text), endpoints, natural];
}

/** Statuses in the framework's shape, with the page's description as the sentence. */
function plain(status: number, name: string, text: string, natural?: string): Row {
  return [`http-${status}`, status, null, text, [`${status} ${name}`], () => detail(status, text), anywhere, natural];
}

const rows: readonly Row[] = [
  coded(
    "http-401-invalid-key",
    401,
    "INVALID_API_KEY",
    "The API key provided is invalid or malformed",
    anywhere,
    "a key that contains `invalid`",
  ),
  coded(
    "http-401-expired-key",
    401,
    "EXPIRED_API_KEY",
    "The API key has expired",
    anywhere,
    "a key that contains `expired`",
  ),
  coded("http-401-deactivated-key", 401, "DEACTIVATED_API_KEY", "The API key has been deactivated"),
  coded(
    "http-403-scope",
    403,
    "AUTHZ_ERROR",
    "API key lacks required authorization for this operation",
    anywhere,
    "a key that contains `noscope`",
  ),
  coded(
    "http-413-too-large",
    413,
    "HTTP_413",
    "File exceeds maximum size limit or storage quota exceeded",
    uploads,
    "a file above 100 MB",
  ),
  coded("http-413-storage", 413, "STORAGE_QUOTA_EXCEEDED", "Account storage limit reached", uploads),
  coded(
    "http-429-usage",
    429,
    "USAGE_LIMIT_EXCEEDED",
    "Monthly API call or processing limit reached",
    anywhere,
    "a key that contains `nocredits`",
  ),
  coded("http-403-usage", 403, "USAGE_LIMIT_EXCEEDED", "Monthly API call or processing limit reached"),
  coded("http-429-memory", 429, "MEMORY_LIMIT_EXCEEDED", "The service is out of memory for this request", uploads),
  coded("http-422-image", 422, "IMAGE_PROCESSING_ERROR", "Image processing or analysis failed", [
    ...extract,
    ...uploads,
  ]),
  coded("http-503-vlm", 503, "VLM_PROVIDER_ERROR", "AI vision provider encountered an error during analysis", extract),
  coded("http-504-timeout", 504, "TIMEOUT", "Operation timed out", extract),
  [
    "http-429-rate-limit",
    429,
    "RATE_LIMIT_ERROR",
    "Rate limit exceeded: 100 calls per 60 seconds",
    ["RATE_LIMIT_ERROR", "Rate limit exceeded: 100 calls per 60 seconds"],
    () => envelope(429, "RATE_LIMIT_ERROR", "Rate limit exceeded: 100 calls per 60 seconds", { "retry-after": "17" }),
    anywhere,
    "more than 30 requests a minute",
  ],
  [
    "http-422-validation",
    422,
    "VALIDATION_ERROR",
    "Invalid request parameters",
    ["Invalid request parameters"],
    () => detail(422, { code: "VALIDATION_ERROR", message: "Invalid request parameters", field: "limit" }),
  ],
  [
    "http-422-issues",
    422,
    null,
    "Field required",
    ["HTTPValidationError"],
    () => detail(422, [{ type: "missing", loc: ["body", "schema"], msg: "Field required", input: {} }]),
    extract,
    "an extraction without `schema` and `custom_schema_id`",
  ],
  ["http-404-rule", 404, null, "Rule not found", ["Rule not found"], () => detail(404, "Rule not found")],
  [
    "http-500-chat",
    500,
    "VLM_PROVIDER_ERROR",
    "model overloaded",
    ["VLM_PROVIDER_ERROR"],
    () =>
      jsonReply(500, {
        error: "Chat failed",
        error_code: "VLM_PROVIDER_ERROR",
        detail: "model overloaded",
        timestamp: "2026-11-20T10:00:00Z",
      }),
    ["POST /chat/sessions"],
  ],
  [
    "http-413-files-route",
    413,
    "STORAGE_QUOTA_EXCEEDED",
    "Account storage limit reached",
    ["STORAGE_QUOTA_EXCEEDED"],
    () => jsonReply(413, { error: "STORAGE_QUOTA_EXCEEDED", message: "Account storage limit reached", details: null }),
    ["POST /files/upload/batch"],
  ],
  [
    "http-500-bare",
    500,
    null,
    "Internal Server Error",
    ["500 Internal Server Error"],
    () => textReply(500, "Internal Server Error"),
  ],
  plain(400, "Bad Request", "Invalid request syntax or parameters"),
  plain(401, "Unauthorized", "Missing or invalid API key", "no key"),
  plain(402, "Payment Required", "Subscription is past due or payment required"),
  plain(403, "Forbidden", "Valid API key but insufficient permissions or scope"),
  plain(404, "Not Found", "Resource does not exist or you don't have access", "an id of elsewhere"),
  plain(409, "Conflict", "Resource already exists (e.g., duplicate upload)"),
  plain(
    422,
    "Unprocessable Entity",
    "Request is well-formed but contains validation errors or violates business rules",
  ),
  plain(429, "Too Many Requests", "Rate limit exceeded. Check Retry-After header."),
  plain(500, "Internal Server Error", "Server error. Retry with exponential backoff."),
  plain(
    503,
    "Service Unavailable",
    "AI provider error, upstream service failure, or temporary overload. Retry after a short delay.",
  ),
  plain(504, "Gateway Timeout", "Operation timed out. Retry with a smaller batch size or simpler query."),
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

/** Routes whose answer is a job of some kind. */
export const jobCreates = [
  "POST /files/upload",
  "POST /user-files/upload/stream",
  "POST /document-uploads/confirm",
  "POST /files/upload/batch",
] as const;

/** Failures of work that was taken: a document's status has no reason, a batch's summary has a sentence. */
export const jobFailures: readonly Provocation[] = (
  [
    ["fail-processing", null],
    ["fail-timeout", "Operation timed out"],
    ["fail-corrupt", "corrupt_file"],
  ] as const
).map(([slug, text]) => ({
  slug,
  kind: "job",
  summary: text ?? "The work fails; a document's status says nothing more",
  status: null,
  text,
  code: null,
  endpoints: jobCreates,
  rows: [],
  natural: null,
  jobMessage: text,
}));
