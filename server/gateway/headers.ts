import type { IncomingMessage } from "node:http";
import type { ProviderAdapter } from "#server/providers/index.ts";
import { credentialHeader, type OpenedKey } from "#server/vault/index.ts";

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

/** Names listed in `Connection` are hop-by-hop too. */
function namedByConnection(rawHeaders: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== "connection") continue;
    for (const name of (rawHeaders[at + 1] ?? "").split(",")) names.add(name.trim().toLowerCase());
  }
  return names;
}

/** The headers a request travels on with: the caller's own, the provider key instead of the client token. */
export function upstreamHeaders(req: IncomingMessage, adapter: ProviderAdapter, target: OpenedKey): string[] {
  const listed = namedByConnection(req.rawHeaders);
  const onward: string[] = [];
  for (let at = 0; at < req.rawHeaders.length; at += 2) {
    const name = req.rawHeaders[at] ?? "";
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || keptBack.has(lower) || listed.has(lower)) continue;
    if (keptBackPrefixes.some((prefix) => lower.startsWith(prefix))) continue;
    if (adapter.dropRequestHeaders.includes(lower)) continue;
    onward.push(name, req.rawHeaders[at + 1] ?? "");
  }
  onward.push(...credentialHeader(adapter, target.secret));
  return onward;
}

/** The vendor's response headers as the caller gets them, with Docket's own beside them. */
export function downstreamHeaders(rawHeaders: readonly (string | Buffer)[], own: Record<string, string>): string[] {
  const pairs = rawHeaders.map((part) => (typeof part === "string" ? part : part.toString("latin1")));
  const listed = namedByConnection(pairs);
  const onward: string[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const name = pairs[at] ?? "";
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || keptFromCaller.has(lower) || listed.has(lower) || lower.startsWith("x-docket-"))
      continue;
    onward.push(name, pairs[at + 1] ?? "");
  }
  for (const [name, value] of Object.entries(own)) onward.push(name, value);
  return onward;
}
