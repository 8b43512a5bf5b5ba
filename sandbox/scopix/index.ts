import { createHash } from "node:crypto";
import type { Exchange } from "../http/exchange.ts";
import { type Reply, textReply } from "../http/reply.ts";
import type { RateLimit } from "../limits/rate-limiter.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { provokeByHeader } from "../provoke/provoked.ts";
import { transportProvocations } from "../provoke/transport-provocations.ts";
import type { SandboxProvider } from "../sandbox-provider.ts";
import { makeStandIn, type StandIn } from "../stand-in/stand-in.ts";
import type { SandboxWorld } from "../world.ts";
import { detail, envelope, jobCreates, jobFailures, requestProvocations } from "./errors.ts";
import { routes } from "./routes.ts";

/** Everything this vendor can be asked for. */
export const scopixProvocations: readonly Provocation[] = [
  ...requestProvocations,
  ...jobFailures,
  ...transportProvocations,
];

const keyNotes: readonly string[] = [
  "Keys start with scopix_ (or aion_, as older ones do); any text may follow.",
  "A key that contains `invalid` is refused as invalid, one that contains `expired` as expired.",
  "A key that contains `noscope` gets 403, one that contains `nocredits` a 429 that no waiting mends.",
  "A key that contains `professional` or `enterprise` has that plan's limit, one that ends in -unlimited has none.",
];

/** Requests a minute by plan (scopix.ai/docs rate-limits, 2026-11-20). */
const plans: Record<string, RateLimit> = {
  enterprise: { requests: 500, windowMs: 60_000 },
  professional: { requests: 100, windowMs: 60_000 },
  starter: { requests: 30, windowMs: 60_000 },
};

function admit(state: StandIn, exchange: Exchange): Reply | null {
  const key = /^Bearer\s+(\S+)$/i.exec(exchange.headers.authorization ?? "")?.[1];
  if (key === undefined) return detail(401, "Missing or invalid API key");
  if (!/^(?:scopix|aion)_/.test(key) || key.includes("invalid")) {
    return envelope(401, "INVALID_API_KEY", "The API key provided is invalid or malformed");
  }
  if (key.includes("expired")) return envelope(401, "EXPIRED_API_KEY", "The API key has expired");
  const provoked = provokeByHeader(state, exchange);
  if (provoked !== null) return provoked;
  if (key.includes("noscope")) {
    return envelope(403, "AUTHZ_ERROR", "API key lacks required authorization for this operation");
  }
  if (key.includes("nocredits") && exchange.method === "POST") {
    return envelope(429, "USAGE_LIMIT_EXCEEDED", "Monthly API call or processing limit reached");
  }
  return state.world.rateLimits && !key.endsWith("-unlimited") ? overLimit(state, key) : null;
}

/** Limited answers carry Retry-After and the X-RateLimit headers. */
function overLimit(state: StandIn, key: string): Reply | null {
  const plan = plans[Object.keys(plans).find((name) => key.includes(name)) ?? "starter"] as RateLimit;
  const now = state.world.clock.now();
  if (state.limiter.take(createHash("sha256").update(key).digest("base64url"), plan, now)) return null;
  const reset = Math.ceil((now + plan.windowMs) / 1_000);
  return envelope(429, "RATE_LIMIT_ERROR", `Rate limit exceeded: ${plan.requests} calls per 60 seconds`, {
    "retry-after": String(plan.windowMs / 1_000),
    "x-ratelimit-limit": String(plan.requests),
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(reset),
  });
}

/** A stand-in for Scopix, after both editions of its documents as of 2026-11-20. */
export function makeScopix(world: SandboxWorld): SandboxProvider {
  const state = makeStandIn(world, scopixProvocations);
  return {
    id: "scopix",
    label: "Scopix",
    keyNotes,
    provocations: scopixProvocations,
    routeGroups: [{ name: "uploading", routes: jobCreates }],
    routes: routes(state),
    admit: (exchange) => admit(state, exchange),
    unknownRoute: (_exchange, found) =>
      found === "no-method" ? detail(405, "Method Not Allowed") : detail(404, "Not Found"),
    broken: () => textReply(500, "Internal Server Error"),
  };
}
