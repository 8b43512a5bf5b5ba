import { actingOf, isFromOwnPage } from "#server/access/index.ts";
import { AppError, type Context } from "#server/platform/index.ts";
import { apiRoutes } from "./api-routes.ts";
import { matchRoute } from "./match-route.ts";
import { runtime } from "./runtime.ts";

const maxBodyBytes = 1024 * 1024;
/** What every answer of the API carries: it is for this caller, now, and for no frame or cache. */
const answerHeaders = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Answers one request of the JSON API: who asks, what for, and the operation that knows. Never rejects. */
export async function answerApi(request: Request, segments: readonly string[]): Promise<Response> {
  try {
    const match = matchRoute(apiRoutes, request.method, segments);
    if (match === null) throw new AppError("not_found", "There is no such address in this API.");
    if (match === "method") return errorResponse(405, "method_not_allowed", `This address has no ${request.method}.`);
    const ctx = await requestContext(request);
    const input = { ...queryOf(request), ...(await bodyOf(request)), ...match.params };
    const output = await match.route.operation(ctx, input);
    return Response.json(output, { status: match.route.success ?? 200, headers: answerHeaders });
  } catch (error) {
    return failed(error);
  }
}

/** The context of whoever sends a request. Throws `unauthenticated`, or `forbidden` for a write from another site. */
export async function requestContext(request: Request): Promise<Context> {
  const { ctx, auth } = runtime();
  const acting = await actingOf(ctx, auth, request.headers);
  if (!acting) throw new AppError("unauthenticated", "Sign in, or send an API token as a bearer token.");
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (changes && acting.kind === "operator" && !isFromOwnPage(ctx.env.publicUrl, request.headers)) {
    throw new AppError("forbidden", "A change by session must come from Docket's own pages.");
  }
  return { ...ctx, acting };
}

/** The query as an object; a name given twice is a list, an empty value is absent. */
export function queryOf(request: Request): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const given = new URL(request.url).searchParams;
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name).filter((value) => value !== "");
    if (values.length > 0) query[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return query;
}

/** The JSON body of a write. Throws `too_large` or `invalid_input`. */
export async function bodyOf(request: Request): Promise<object> {
  if (request.method === "GET" || request.method === "HEAD" || !request.body) return {};
  const text = await boundedText(request);
  if (text.trim() === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  } catch {
    // Said below.
  }
  throw new AppError("invalid_input", "The body must be one JSON object.");
}

async function boundedText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw new AppError("too_large", "The body is larger than 1 MiB.");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The answer to an error: an AppError speaks for itself, anything else is logged and hidden. */
export function failed(error: unknown): Response {
  if (isAppError(error)) return errorResponse(error.status, error.code, error.message, error.issues);
  try {
    runtime().ctx.log.error({ err: error }, "an API request failed inside Docket");
  } catch {
    // Not started: nobody to tell but the caller.
  }
  return errorResponse(500, "internal", "Something went wrong inside Docket; the log says more.");
}

/** By name, because the front door's copy of the class may have thrown it. */
function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError";
}

function errorResponse(status: number, code: string, message: string, issues?: AppError["issues"]): Response {
  return Response.json({ error: { code, message, ...(issues ? { issues } : {}) } }, { status, headers: answerHeaders });
}
