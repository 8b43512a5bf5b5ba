import { lookup } from "node:dns/promises";
import { type ClientRequest, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { mayDeliverTo } from "./private-address.ts";

export interface WebhookPost {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** `refused` = the target may not be called at all, so trying again is pointless. */
export type PostResult = "delivered" | "failed" | "refused";

/** Sends one POST. The name is resolved once and the address that was checked is the one that is called. */
export async function postWebhook(
  post: WebhookPost,
  options: { allowLoopback: boolean; timeoutMs: number; signal: AbortSignal },
): Promise<PostResult> {
  const url = URL.parse(post.url);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return "refused";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const address = await resolve(host);
  if (address === null) return "failed";
  if (!mayDeliverTo(address, options.allowLoopback)) return "refused";
  return exchange(url, host, address, post, options);
}

async function resolve(host: string): Promise<string | null> {
  if (isIP(host) !== 0) return host;
  try {
    return (await lookup(host)).address;
  } catch {
    return null;
  }
}

function exchange(
  url: URL,
  host: string,
  address: string,
  post: WebhookPost,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<PostResult> {
  const secure = url.protocol === "https:";
  return new Promise((settle) => {
    const request: ClientRequest = (secure ? httpsRequest : httpRequest)({
      method: "POST",
      host: address,
      port: url.port || (secure ? 443 : 80),
      path: url.pathname + url.search,
      headers: { ...post.headers, host: url.host, "content-length": Buffer.byteLength(post.body) },
      ...(secure && isIP(host) === 0 ? { servername: host } : {}),
      agent: false,
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]),
    });
    request.on("response", (response) => {
      const status = response.statusCode ?? 0;
      response.resume();
      settle(status >= 200 && status < 300 ? "delivered" : "failed");
    });
    request.on("error", () => settle("failed"));
    request.end(post.body);
  });
}
