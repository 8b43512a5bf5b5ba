import type { Reply } from "../http/reply.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { edgePage, errorReply, extendReply } from "./replies.ts";
import { createRoutes, readRoutes, runKinds } from "./run-kinds.ts";

interface RequestError {
  slug: string;
  status: number;
  code: string | null;
  text: string;
  summary?: string;
  endpoints: readonly string[];
  row?: string;
  natural?: string;
  answer: () => Reply;
}

const anywhere = ["*"];
const creates = createRoutes(runKinds);
const reads = readRoutes(runKinds);
const example = {
  message:
    'Non-nullable primitive type "string" is not allowed. Use ["string", "null"] instead of "string".; Path: schema.properties.name',
  docUrl: "https://docs.extend.ai/2026-02-09/extraction/schema#primitive-schema",
};

/** An error in the API's own shape. */
function api(
  slug: string,
  status: number,
  code: string,
  text: string,
  more: Partial<RequestError> & { retryable?: boolean } = {},
): RequestError {
  const { retryable = false, ...rest } = more;
  return {
    slug,
    status,
    code,
    text,
    endpoints: anywhere,
    answer: () => errorReply(status, code, text, retryable),
    ...rest,
  };
}

function other(slug: string, status: number, text: string, summary: string, answer: () => Reply): RequestError {
  return { slug, status, code: null, text, summary, endpoints: anywhere, answer };
}

/**
 * Refusals of requests. Codes: docs.extend.ai/api-reference/error-handling (2026-11-20). Real messages are published for
 * one case only; the others say what the vendor's page says of the case. FORBIDDEN and the status of ENDPOINT_REMOVED
 * are assumptions: no document names them.
 */
const errors: readonly RequestError[] = [
  api("http-400-file-missing", 400, "INVALID_REQUEST", "Required; Path: file", {
    endpoints: creates,
    row: "Required fields are missing (e.g., file)",
    natural: "a body without `file`",
  }),
  api("http-400-url-missing", 400, "INVALID_REQUEST", "Required; Path: file.url", {
    endpoints: creates,
    row: "url is not provided in the file object",
    natural: "a `file` with neither url, id nor text",
  }),
  api("http-400-schema", 400, "INVALID_REQUEST", example.message, {
    endpoints: createRoutes(["extract"]),
    natural: "a schema property whose type is a bare string, number, integer or boolean",
    answer: () => errorReply(400, "INVALID_REQUEST", example.message, false, { docUrl: example.docUrl }),
  }),
  api(
    "http-400-invalid-request",
    400,
    "INVALID_REQUEST",
    "Too big: expected array to have <=1000 items; Path: inputs",
    { natural: "a batch of more than 1,000 inputs" },
  ),
  api("http-422-invalid-request", 422, "INVALID_REQUEST", "Required; Path: file", {
    endpoints: creates,
    summary: "The status the vendor's CLI names for INVALID_REQUEST",
  }),
  api("http-401-token-missing", 401, "UNAUTHORIZED", "The API token is missing", {
    row: "The API token is missing",
    natural: "no bearer token",
  }),
  api("http-401-token-invalid", 401, "UNAUTHORIZED", "The API token is invalid", {
    row: "The API token is invalid",
    natural: "a key that does not start with sk_, or contains `invalid` or `wrong-region`",
  }),
  api("http-401-unauthorized", 401, "UNAUTHORIZED", "Unauthorized", {
    summary: "Does not say whether the token is missing or wrong",
  }),
  api("http-402-usage-blocked", 402, "USAGE_BLOCKED", "Organization usage is blocked due to insufficient credits", {
    endpoints: creates,
    natural: "a key that contains `nocredits`",
  }),
  api(
    "http-403-workspace",
    403,
    "FORBIDDEN",
    "The authenticated workspace doesn't have permission to use the parse functionality",
    { row: "The authenticated workspace doesn’t have permission to use the parse functionality" },
  ),
  api("http-403-token", 403, "FORBIDDEN", "The API token doesn't have sufficient permissions", {
    row: "The API token doesn’t have sufficient permissions",
    natural: "a key that contains `noscope`",
  }),
  api("http-404-not-found", 404, "NOT_FOUND", "The requested resource does not exist", {
    endpoints: reads,
    natural: "an id that was deleted or that this sandbox did not make",
  }),
  api(
    "http-410-endpoint-removed",
    410,
    "ENDPOINT_REMOVED",
    "This endpoint has been removed. Use POST /parse_runs instead.",
    { summary: "The status is an assumption" },
  ),
  api("http-429-rate-limit", 429, "RATE_LIMIT_EXCEEDED", "Too many requests. Back off and retry.", {
    retryable: true,
    natural: "more than 10 requests a second, or 80 runs a minute",
  }),
  api("http-429-retry-after", 429, "RATE_LIMIT_EXCEEDED", "Too many requests. Back off and retry.", {
    summary: "With a Retry-After of one second",
    answer: () =>
      errorReply(429, "RATE_LIMIT_EXCEEDED", "Too many requests. Back off and retry.", true, {
        headers: { "retry-after": "1" },
      }),
  }),
  api("http-500-internal-error", 500, "INTERNAL_ERROR", "An unexpected server error occurred", { retryable: true }),
  api("http-422-unknown-retryable", 422, "LEASE_REFUSED", "Shard 7 refused the lease (XQ-0042)", {
    retryable: true,
    summary: "A code nobody has documented that calls itself retryable",
  }),
  api("http-422-unknown", 422, "LEASE_REFUSED", "Shard 7 refused the lease (XQ-0042)", {
    summary: "A code nobody has documented",
  }),
  other("http-429-short", 429, "Too many requests", "The body with `error` alone (TooManyRequestsErrorBody.d.ts)", () =>
    extendReply(429, { error: "Too many requests" }),
  ),
  other("http-404-legacy", 404, "Workflow run not found", "The body of API versions before 2026", () =>
    extendReply(404, { success: false, error: "Workflow run not found" }),
  ),
  {
    ...api("http-401-wrapped", 401, "UNAUTHORIZED", "The API token is invalid"),
    summary: "The same error inside `error`, as the vendor's CLI accepts it",
    answer: () =>
      extendReply(401, {
        error: {
          code: "UNAUTHORIZED",
          message: "The API token is invalid",
          retryable: false,
          requestId: "req_wrapped0000000000",
        },
      }),
  },
  ...(
    [
      ["Request Entity Too Large", 413],
      ["Bad Gateway", 502],
      ["Service Unavailable", 503],
      ["Gateway Time-out", 504],
    ] as const
  ).map(([title, status]) =>
    other(`http-${status}-page`, status, `${status} ${title}`, "An HTML page of the server in front of the API", () =>
      edgePage(status, title),
    ),
  ),
  ...(
    [
      ["bad-request", 400],
      ["unauthorized", 401],
      ["forbidden", 403],
      ["unprocessable", 422],
      ["internal", 500],
    ] as const
  ).map(
    ([name, status]): RequestError => ({
      slug: `http-${status}-bare-${name}`,
      status,
      code: null,
      text: "",
      summary: "The status alone, with an empty JSON object",
      endpoints: anywhere,
      row: {
        400: "400 Bad Request",
        401: "401 Unauthorized",
        403: "403 Forbidden",
        422: "422 Unprocessable Entity",
        500: "500 Internal Server Error",
      }[status],
      answer: () => extendReply(status, {}),
    }),
  ),
];

/** Refusals as provocations. */
export const requestProvocations: readonly Provocation[] = errors.map((error) => ({
  slug: error.slug,
  kind: "http",
  summary: error.summary ?? `${error.status} ${error.code ?? ""}`.trim(),
  status: error.status,
  text: error.text === "" ? null : error.text,
  code: error.code,
  endpoints: error.endpoints,
  rows: error.row === undefined ? [] : [`HTTP status codes: ${error.row}`],
  natural: error.natural ?? null,
  answer: error.answer,
}));

/** The answer of a provocation, where the same happens by itself. */
export function requestError(slug: string): Reply {
  const found = errors.find((error) => error.slug === slug);
  if (found === undefined) throw new Error(`no such error: ${slug}`);
  return found.answer();
}
