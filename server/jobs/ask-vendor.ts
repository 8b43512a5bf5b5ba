import { type Context, type OutboundAnswer, redactBody, withoutSecrets } from "#server/platform/index.ts";
import { adapterOf, type VendorRequest, vendorUrl } from "#server/providers/index.ts";
import { credentialHeader, type OpenedKey } from "#server/vault/index.ts";

/** Longest Docket waits for an answer about a job, in milliseconds. */
const askTimeoutMs = 20_000;
/** How much of an answer is kept on the timeline, in characters. */
const keptBodyLength = 8_192;

/** What came of asking the vendor: an answer, or the transport's reason for none. */
export type Asked =
  | { kind: "answer"; answer: OutboundAnswer; payload: unknown; detail: Record<string, unknown> }
  | { kind: "no_answer"; code: string; detail: Record<string, unknown> };

/** Sends Docket's own request about a job, with the provider key in the vendor's header. Never throws. */
export async function askVendor(ctx: Context, target: OpenedKey, request: VendorRequest): Promise<Asked> {
  const detail = { method: request.method, path: request.path };
  try {
    const answer = await ctx.outbound.request({
      url: vendorUrl(adapterOf(target.provider), target.baseUrl, request.path),
      method: request.method,
      headers: {
        accept: "application/json",
        "user-agent": "docket/0.1",
        ...request.headers,
        ...Object.fromEntries([credentialHeader(adapterOf(target.provider), target.secret)]),
      },
      timeoutMs: askTimeoutMs,
    });
    // A vendor may repeat the key it was sent; nothing of what follows may know it.
    const text = withoutSecrets(answer.body, [target.secret]);
    const body = redactBody(text);
    return {
      kind: "answer",
      answer: { ...answer, body: text },
      payload: parseJson(text),
      detail: {
        ...detail,
        latencyMs: Math.round(answer.latencyMs),
        contentType: answer.headers["content-type"] ?? null,
        body: body.slice(0, keptBodyLength),
        truncated: answer.truncated || body.length > keptBodyLength,
      },
    };
  } catch (error) {
    return { kind: "no_answer", code: transportCode(error), detail: { ...detail, transport: transportCode(error) } };
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The transport's own code (`ECONNREFUSED`, `UND_ERR_HEADERS_TIMEOUT`, …), or the error's name. */
export function transportCode(error: unknown): string {
  if (error instanceof Error) {
    const code = (error as { code?: unknown }).code ?? (error.cause as { code?: unknown } | undefined)?.code;
    return typeof code === "string" ? code : error.name;
  }
  return "unknown";
}
