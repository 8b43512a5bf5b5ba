import type { ProviderAdapter } from "#server/providers/index.ts";

/**
 * Where requests for a provider's region go, without a trailing slash: the region's public address, the key's own
 * (`byoc`, and where the region's may be edited), or the sandbox's. Null when there is none: unknown region, sandbox off, or a key that lacks its address.
 */
export function baseUrlFor(
  sandboxUrl: string | null,
  adapter: ProviderAdapter,
  region: string,
  keyBaseUrl: string | null,
): string | null {
  if (region === "sandbox") return sandboxUrl === null ? null : `${sandboxUrl}/${adapter.id}`;
  if (region === "byoc") return keyBaseUrl;
  const fact = adapter.regions.find(({ id }) => id === region);
  return (fact?.editableBaseUrl ? keyBaseUrl : null) ?? fact?.baseUrl ?? null;
}

/** The address as it is stored, or the sentence that says why it is refused. */
export type BaseUrlCheck = { baseUrl: string } | { problem: string };

/**
 * A customer deployment's base URL: absolute https (http on this machine only), nothing but an origin and perhaps a
 * path prefix. Trailing slashes are dropped.
 */
export function checkBaseUrl(text: string): BaseUrlCheck {
  if (!URL.canParse(text)) return { problem: "Give a whole address, such as https://documents.example.com." };
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return { problem: "The address must begin with https://." };
  if (url.username || url.password) return { problem: "The address must not carry a user name or password." };
  // `?` and `#` with nothing after them leave no trace in the parsed address.
  if (/[?#]/.test(text)) return { problem: "The address must not carry a query or a fragment." };
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return { problem: "The address must use https; http is for this machine only." };
  }
  return { baseUrl: url.origin + url.pathname.replace(/\/+$/, "") };
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d+){3}$/.test(hostname)
  );
}
