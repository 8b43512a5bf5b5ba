import type { Context, Secret } from "#server/platform/index.ts";
import { type ProviderAdapter, vendorUrl } from "#server/providers/index.ts";
import { credentialHeader } from "./credential-header.ts";
import { transportWords } from "./transport-words.ts";

const timeoutMs = 10_000;
/** Only the status matters; the body is read to free the connection. */
const maxBodyBytes = 64 * 1024;

/** What came back from the vendor's cheapest call; `why` is half a sentence. */
export type VendorAnswer =
  | { kind: "answered"; status: number; latencyMs: number; retryAfterS: number | null }
  | { kind: "silent"; why: string };

/** Sends the vendor's cheapest authenticated call with this key to one base URL. Never throws for a transport error. */
export async function askVendor(
  ctx: Context,
  adapter: ProviderAdapter,
  baseUrl: string,
  secret: Secret,
): Promise<VendorAnswer> {
  const { method, path, headers } = adapter.preflight;
  try {
    const answer = await ctx.outbound.request({
      url: vendorUrl(adapter, baseUrl, path),
      method,
      headers: { accept: "application/json", ...headers, ...Object.fromEntries([credentialHeader(adapter, secret)]) },
      timeoutMs,
      maxBodyBytes,
    });
    const retryAfter = answer.headers["retry-after"] ?? "";
    return {
      kind: "answered",
      status: answer.status,
      latencyMs: Math.round(answer.latencyMs),
      retryAfterS: /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null,
    };
  } catch (error) {
    return { kind: "silent", why: transportWords(error) };
  }
}
