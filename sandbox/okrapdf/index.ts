import { createHash } from "node:crypto";
import type { Exchange } from "../http/exchange.ts";
import type { Reply } from "../http/reply.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { provokeByHeader } from "../provoke/provoked.ts";
import { transportProvocations } from "../provoke/transport-provocations.ts";
import type { SandboxProvider } from "../sandbox-provider.ts";
import { makeStandIn, type StandIn } from "../stand-in/stand-in.ts";
import type { SandboxWorld } from "../world.ts";
import { extractions, jobFailures, nested, requestProvocations, uploads } from "./errors.ts";
import { routes } from "./routes.ts";

/** Everything this vendor can be asked for. */
export const okrapdfProvocations: readonly Provocation[] = [
  ...requestProvocations,
  ...jobFailures,
  ...transportProvocations,
];

const keyNotes: readonly string[] = [
  "Keys start with okra_; any text may follow. They come as Bearer or in `x-api-key`.",
  "A key that contains `invalid` is refused, one that contains `noscope` is forbidden.",
  "A key that contains `nocredits` gets 402 wherever work would begin.",
  "A key that ends in -unlimited has no limit.",
];

/** Requests and expensive operations a minute with a key (docs.okrapdf.com rate-limits, 2026-11-20). */
const allowed = { requests: 600, windowMs: 60_000 };
const expensive = { requests: 30, windowMs: 60_000 };
const costly = new Set<string>([...extractions, ...uploads]);

function admit(state: StandIn, exchange: Exchange): Reply | null {
  const { headers, method, route } = exchange;
  const header = headers["x-api-key"];
  const key =
    /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? (typeof header === "string" ? header : null);
  if (key === null || !key.startsWith("okra_") || key.includes("invalid")) {
    return nested(401, "UNAUTHORIZED", "Missing or invalid API key");
  }
  const provoked = provokeByHeader(state, exchange);
  if (provoked !== null) return provoked;
  if (key.includes("noscope")) return nested(403, "FORBIDDEN", "Valid key but not authorized for this resource");
  if (key.includes("nocredits") && method === "POST") return nested(402, "insufficient_credits", "Not enough credits");
  if (!state.world.rateLimits || key.endsWith("-unlimited")) return null;
  const name = createHash("sha256").update(key).digest("base64url");
  const now = state.world.clock.now();
  const over =
    !state.limiter.take(`all ${name}`, allowed, now) ||
    (costly.has(route) && !state.limiter.take(`expensive ${name}`, expensive, now));
  if (!over) return null;
  return nested(429, "RATE_LIMITED", "Too many requests - see rate limits", {
    "retry-after": "60",
    "x-ratelimit-limit": String(allowed.requests),
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.ceil((now + allowed.windowMs) / 1_000)),
  });
}

/** A stand-in for okraPDF, after its documents, SDK and server as of 2026-11-20. */
export function makeOkrapdf(world: SandboxWorld): SandboxProvider {
  const state = makeStandIn(world, okrapdfProvocations);
  return {
    id: "okrapdf",
    label: "okraPDF",
    keyNotes,
    provocations: okrapdfProvocations,
    routeGroups: [
      { name: "extracting and chatting", routes: extractions },
      { name: "uploading", routes: uploads },
    ],
    routes: routes(state),
    admit: (exchange) => admit(state, exchange),
    unknownRoute: () => nested(404, "NOT_FOUND", "Document or resource does not exist"),
    broken: () => nested(500, "INTERNAL_ERROR", "Unexpected server error"),
  };
}
