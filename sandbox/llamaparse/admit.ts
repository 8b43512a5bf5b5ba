import { createHash } from "node:crypto";
import type { Exchange } from "../http/exchange.ts";
import type { Reply } from "../http/reply.ts";
import type { RateLimit } from "../limits/rate-limiter.ts";
import { detailReply, documentedReply } from "./error-replies.ts";
import { observedTexts } from "./provocations/observed-provocations.ts";
import { provokeByHeader } from "./provoked.ts";
import { classifyCreates, jobCreates, uploadRoutes } from "./route-names.ts";
import type { LlamaState } from "./state.ts";

/** What a key's text does, for people. */
export const keyNotes: readonly string[] = [
  "Keys start with llx-; any text may follow.",
  "A key that contains `invalid` or `wrong-region` is refused with the vendor's invalid-key text.",
  "A key that ends in -free has the free plan's limit of 20 requests a minute.",
  "A key that contains `noquota` gets 402 wherever a job would be created.",
  "A key that ends in -unlimited has no request limits.",
];

/**
 * Published limits (developers.llamaindex.ai/llamaparse/general/rate_limits/, 2026-11-20). The vendor counts uploads per
 * project and parse uploads per organization; the sandbox counts per key.
 */
const limits: Record<"upload" | "parseUpload" | "classify" | "free", RateLimit> = {
  upload: { requests: 50, windowMs: 5000 },
  parseUpload: { requests: 50, windowMs: 10_000 },
  classify: { requests: 40, windowMs: 1000 },
  free: { requests: 20, windowMs: 60_000 },
};

/** Authentication, limits, then what the header provokes; an answer ends the exchange. */
export function admit(state: LlamaState, exchange: Exchange): Reply | null {
  if (exchange.path.startsWith("/_storage/")) return null;
  const key = /^Bearer\s+(\S+)$/i.exec(exchange.headers.authorization ?? "")?.[1];
  if (key === undefined) return detailReply(401, observedTexts.notAuthenticated);
  if (!key.startsWith("llx-") || /invalid|wrong-region/.test(key)) return detailReply(401, observedTexts.invalidKey);
  const provoked = provokeByHeader(state, exchange);
  if (provoked !== null) return provoked;
  if (key.includes("noquota") && isOneOf(jobCreates, exchange.route)) {
    return documentedReply("Quota & Billing Errors", "No quota left to create a job");
  }
  return state.world.rateLimits && !key.endsWith("-unlimited") ? overLimit(state, exchange, key) : null;
}

function overLimit(state: LlamaState, exchange: Exchange, key: string): Reply | null {
  const name = createHash("sha256").update(key).digest("base64url");
  const now = state.world.clock.now();
  const over = (limit: keyof typeof limits) => !state.limiter.take(`${limit} ${name}`, limits[limit], now);
  // No text is published for the free plan's limit; the status table's own words stand in.
  if (key.endsWith("-free") && over("free")) return detailReply(429, "Rate limit exceeded");
  if (isOneOf(uploadRoutes, exchange.route) && over("upload")) return uploadRefusal("10");
  if (isParseUpload(exchange.route) && over("parseUpload")) return uploadRefusal("5");
  if (isOneOf(classifyCreates, exchange.route) && over("classify")) {
    return documentedReply("Classify Errors", "Rate limit exceeded. Maximum 40 classify job creations per second.");
  }
  return null;
}

/** The figure is the published window's average; no real body of this answer is known. */
function uploadRefusal(perSecond: string): Reply {
  return documentedReply(
    "File Upload Errors",
    "Rate limit exceeded. The file upload limit is ... requests per second.",
    [perSecond],
  );
}

function isParseUpload(route: string): boolean {
  return route === "POST /api/v2/parse/upload" || route === "POST /api/v1/parsing/upload";
}

function isOneOf(routes: readonly string[], route: string): boolean {
  return routes.includes(route);
}
