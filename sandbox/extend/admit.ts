import { createHash } from "node:crypto";
import type { Exchange } from "../http/exchange.ts";
import type { Reply } from "../http/reply.ts";
import type { RateLimit } from "../limits/rate-limiter.ts";
import { provokeByHeader } from "../provoke/provoked.ts";
import { errorReply } from "./replies.ts";
import { requestError } from "./request-errors.ts";
import { createRoutes, runKinds } from "./run-kinds.ts";
import type { ExtendState } from "./state.ts";

/** What a key's text does, for people. */
export const keyNotes: readonly string[] = [
  "Keys start with sk_; any text may follow.",
  "A key that contains `invalid` or `wrong-region` is refused as unauthorized.",
  "A key that starts with sk_org_ has to name a workspace in `x-extend-workspace-id`.",
  "A key that contains `strict` has to send `x-extend-api-version`; the others may leave it out.",
  "A key that contains `noscope` gets 403, one that contains `nocredits` gets 402 wherever a run would be made.",
  "A key that contains `scale` or `enterprise` has that plan's limits, one that ends in -unlimited has none.",
];

/** docs.extend.ai/general/rate-limits, 2026-11-20: requests a second, and runs (one file operation each) a minute. */
const plans: Record<"payg" | "scale" | "enterprise", { requests: RateLimit; runs: RateLimit }> = {
  payg: { requests: { requests: 10, windowMs: 1000 }, runs: { requests: 80, windowMs: 60_000 } },
  scale: { requests: { requests: 25, windowMs: 1000 }, runs: { requests: 120, windowMs: 60_000 } },
  enterprise: { requests: { requests: 75, windowMs: 1000 }, runs: { requests: 300, windowMs: 60_000 } },
};

const creates = new Set(createRoutes(runKinds));

/** Authentication, what the header provokes, then limits; an answer ends the exchange. */
export function admit(state: ExtendState, exchange: Exchange): Reply | null {
  if (exchange.path.startsWith("/_storage/")) return null;
  const key = /^Bearer\s+(\S+)$/i.exec(exchange.headers.authorization ?? "")?.[1];
  if (key === undefined) return requestError("http-401-token-missing");
  if (!key.startsWith("sk_") || /invalid|wrong-region/.test(key)) return requestError("http-401-token-invalid");
  const missing = missingHeader(exchange, key);
  if (missing !== null) return missing;
  const provoked = provokeByHeader(state, exchange);
  if (provoked !== null) return provoked;
  if (key.includes("noscope")) return requestError("http-403-token");
  if (key.includes("nocredits") && creates.has(exchange.route)) return requestError("http-402-usage-blocked");
  return state.world.rateLimits && !key.endsWith("-unlimited") ? overLimit(state, exchange, key) : null;
}

/** That these headers are required is documented; the answer without them is an assumption. */
function missingHeader({ headers }: Exchange, key: string): Reply | null {
  const needed = [
    ...(key.startsWith("sk_org_") ? ["x-extend-workspace-id"] : []),
    ...(key.includes("strict") ? ["x-extend-api-version"] : []),
  ].find((name) => headers[name] === undefined);
  return needed === undefined ? null : errorReply(400, "INVALID_REQUEST", `Missing required header ${needed}`, false);
}

/** Without Retry-After: no document says that the vendor sends it. */
function overLimit(state: ExtendState, exchange: Exchange, key: string): Reply | null {
  const plan = plans[key.includes("enterprise") ? "enterprise" : key.includes("scale") ? "scale" : "payg"];
  const name = createHash("sha256").update(key).digest("base64url");
  const now = state.world.clock.now();
  const over =
    !state.limiter.take(`requests ${name}`, plan.requests, now) ||
    (creates.has(exchange.route) && !state.limiter.take(`runs ${name}`, plan.runs, now));
  return over ? requestError("http-429-rate-limit") : null;
}
