import { createHash } from "node:crypto";
import type { Exchange } from "../http/exchange.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import type { RateLimit } from "../limits/rate-limiter.ts";
import { provokeByHeader } from "../provoke/provoked.ts";
import type { StandIn } from "../stand-in/stand-in.ts";
import { errorReply } from "./replies.ts";

/** What a key's text does, for people. */
export const keyNotes: readonly string[] = [
  "Keys start with land_sk_; any text may follow. The header may say Bearer or, as older clients do, Basic.",
  "A key that contains `invalid` or `wrong-region` is refused as unknown, one that is too short as malformed.",
  "A key that contains `nocredits` gets 402 wherever work would begin.",
  "A key that contains `zdr` has zero data retention: jobs need `output_save_url`.",
  "A key that ends in -unlimited has no limit.",
];

/** Submissions an hour. The vendor counts pages and publishes no figure that holds for all; this one is the sandbox's own. */
const limit: RateLimit = { requests: 1_000, windowMs: 3_600_000 };

/** The key, what the header provokes, then the limit; an answer ends the exchange. */
export function admit(state: StandIn, exchange: Exchange): Reply | null {
  if (exchange.path.startsWith("/_storage/")) return null;
  const key = keyOf(exchange);
  if (key === undefined || key.length < 8) return jsonReply(401, { error: "Invalid API Key Format" });
  if (/invalid|wrong-region/.test(key)) {
    return jsonReply(401, {
      error: "Invalid API Key, please check that your API key is complete and entered correctly.",
    });
  }
  const provoked = provokeByHeader(state, exchange);
  if (provoked !== null) return provoked;
  if (exchange.method !== "POST" || exchange.path === "/v2/telemetry") return null;
  if (key.includes("nocredits")) {
    return errorReply(exchange.route, 402, "Your account does not have enough credits to complete processing.");
  }
  if (!state.world.rateLimits || key.endsWith("-unlimited")) return null;
  const name = createHash("sha256").update(key).digest("base64url");
  // Without Retry-After: no document says that the vendor sends it.
  return state.limiter.take(name, limit, state.world.clock.now())
    ? null
    : errorReply(exchange.route, 429, "Rate limit exceeded.");
}

/** The key of a request. */
export function keyOf({ headers }: Exchange): string | undefined {
  return /^(?:Bearer|Basic)\s+(\S+)$/i.exec(headers.authorization ?? "")?.[1];
}
