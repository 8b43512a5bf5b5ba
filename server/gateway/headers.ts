import type { ProviderAdapter } from "#server/providers/index.ts";
import { credentialHeader, type OpenedKey } from "#server/vault/index.ts";
import type { CallerRequest } from "./caller.ts";
import { isReplacedByTrace } from "./watch/trace-context.ts";
import type { CallTrace } from "./watch/tracing.ts";

/** Headers that belong to one connection and are never passed on (RFC 9110, 7.6.1). */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Request headers that are the caller's or Docket's own business. */
const keptBack = new Set(["host", "authorization", "x-api-key", "cookie", "expect", "forwarded", "x-real-ip"]);

/** And every header that begins so. */
const keptBackPrefixes = ["x-docket-", "x-forwarded-"];

/** Response headers that must not reach the caller: the vendor's session cookies are not theirs. */
const keptFromCaller = new Set(["set-cookie"]);

const nothingListed: ReadonlySet<string> = new Set();

/** Names listed in `Connection` are hop-by-hop too. */
function namedByConnection(rawHeaders: readonly string[]): ReadonlySet<string> {
  let names = nothingListed;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== "connection") continue;
    const listed = (rawHeaders[at + 1] ?? "").toLowerCase();
    // What nearly everyone says names no header.
    if (listed === "keep-alive" || listed === "close") continue;
    names = new Set([...names, ...listed.split(",").map((name) => name.trim())]);
  }
  return names;
}

/**
 * The headers a request travels on with: the caller's own, the provider key instead of the client token, and the call's
 * place in its trace.
 */
export function upstreamHeaders(
  req: CallerRequest,
  adapter: ProviderAdapter,
  target: OpenedKey,
  trace: Pick<CallTrace, "traceparent" | "continued">,
): string[] {
  const { rawHeaders } = req;
  const listed = namedByConnection(rawHeaders);
  const onward: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || keptBack.has(lower) || listed.has(lower)) continue;
    if (lower.startsWith("x-") && keptBackPrefixes.some((prefix) => lower.startsWith(prefix))) continue;
    if (adapter.dropRequestHeaders.includes(lower) || isReplacedByTrace(lower, trace)) continue;
    onward.push(name, rawHeaders[at + 1] ?? "");
  }
  onward.push(...credentialHeader(adapter, target.secret));
  if (trace.traceparent !== null) onward.push("traceparent", trace.traceparent);
  return onward;
}

/**
 * The vendor's response headers as the caller gets them, with Docket's own (name, value, name, …) after them. Trailers stay
 * announced where the answer comes in chunks and goes on in chunks.
 */
export function downstreamHeaders(
  rawHeaders: readonly (string | Buffer)[],
  own: readonly string[],
  mayHaveTrailers = false,
): string[] {
  const pairs: string[] = [];
  for (const part of rawHeaders) pairs.push(typeof part === "string" ? part : part.toString("latin1"));
  const listed = namedByConnection(pairs);
  const onward: string[] = [];
  let isChunked = false;
  let hasLength = false;
  const announced: string[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const name = pairs[at] ?? "";
    const lower = name.toLowerCase();
    if (lower === "transfer-encoding") isChunked = true;
    if (lower === "content-length") hasLength = true;
    if (lower === "trailer") announced.push(name, pairs[at + 1] ?? "");
    if (hopByHop.has(lower) || keptFromCaller.has(lower) || listed.has(lower) || lower.startsWith("x-docket-"))
      continue;
    onward.push(name, pairs[at + 1] ?? "");
  }
  if (isChunked && !hasLength && mayHaveTrailers) onward.push(...announced);
  onward.push(...own);
  return onward;
}

/** Whether an answer's last chunk may be followed by more headers: Node refuses to announce them anywhere else. */
export function mayHaveTrailers({ httpVersion, method }: CallerRequest, status: number): boolean {
  return httpVersion === "1.1" && method !== "HEAD" && status !== 204 && status !== 304;
}

/** Trailers would be misread as headers that frame the message or name its target. */
const neverTrailers = new Set(["content-length", "content-encoding", "content-type", "content-range", "host", "age"]);

/** What the vendor sends after the last chunk, as the caller gets it. */
export function downstreamTrailers(
  trailers: Readonly<Record<string, string | string[] | undefined>>,
): [string, string][] {
  return Object.entries(trailers ?? {}).flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    const isKept = hopByHop.has(lower) || neverTrailers.has(lower) || keptFromCaller.has(lower);
    if (isKept || lower.startsWith("x-docket-") || value === undefined) return [];
    return [value].flat().map((each): [string, string] => [name, each]);
  });
}
