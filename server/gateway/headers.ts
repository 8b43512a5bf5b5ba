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

/** Names listed in `Connection` are hop-by-hop too. `listed` are those that others listed. */
function namedByConnection(value: string, listed: ReadonlySet<string>): ReadonlySet<string> {
  const lower = value.toLowerCase();
  // What nearly everyone says names no header.
  if (lower === "keep-alive" || lower === "close") return listed;
  return new Set([...listed, ...lower.split(",").map((name) => name.trim())]);
}

/** Without what `Connection` listed, before it or after. */
function withoutListed(pairs: string[], listed: ReadonlySet<string>): string[] {
  if (listed.size === 0) return pairs;
  return pairs.filter((_, at) => !listed.has((pairs[at & ~1] ?? "").toLowerCase()));
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
  let listed = nothingListed;
  const passing: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    const lower = name.toLowerCase();
    if (lower === "connection") listed = namedByConnection(rawHeaders[at + 1] ?? "", listed);
    if (hopByHop.has(lower) || keptBack.has(lower)) continue;
    if (lower.startsWith("x-") && keptBackPrefixes.some((prefix) => lower.startsWith(prefix))) continue;
    if (adapter.dropRequestHeaders.includes(lower) || isReplacedByTrace(lower, trace)) continue;
    passing.push(name, rawHeaders[at + 1] ?? "");
  }
  const onward = withoutListed(passing, listed);
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
  let listed = nothingListed;
  const passing: string[] = [];
  let isChunked = false;
  let hasLength = false;
  const announced: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = textOf(rawHeaders[at]);
    const value = textOf(rawHeaders[at + 1]);
    const lower = name.toLowerCase();
    if (lower === "connection") listed = namedByConnection(value, listed);
    if (lower === "transfer-encoding") isChunked = true;
    if (lower === "content-length") hasLength = true;
    if (lower === "trailer") announced.push(name, value);
    if (hopByHop.has(lower) || keptFromCaller.has(lower) || lower.startsWith("x-docket-")) continue;
    passing.push(name, value);
  }
  const onward = withoutListed(passing, listed);
  if (isChunked && !hasLength && mayHaveTrailers) onward.push(...announced);
  onward.push(...own);
  return onward;
}

function textOf(part: string | Buffer | undefined): string {
  return typeof part === "string" ? part : (part?.toString("latin1") ?? "");
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
