import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Exchange, type Route, route } from "../http/exchange.ts";
import { Refusal } from "../http/reply.ts";
import { extendReply } from "./replies.ts";
import { requestError } from "./request-errors.ts";
import { readJson } from "./run-request.ts";
import type { ExtendState } from "./state.ts";

const created = z.object({
  url: z.string(),
  name: z.string().catch("endpoint"),
  status: z.enum(["enabled", "disabled"]).catch("enabled"),
  enabledEvents: z.array(z.string()).catch([]),
  apiVersion: z.string().catch("2026-02-09"),
  advancedOptions: z
    .object({
      headers: z.record(z.string(), z.string()).optional().catch(undefined),
      payload: z.object({ format: z.string(), urlThresholdBytes: z.number().optional() }).optional().catch(undefined),
    })
    .nullish()
    .catch(null),
});

/** An address to tell of events, its secret with it (WebhookEndpointCreate.d.ts of `extend-ai` 1.17.0). */
export interface WebhookEndpoint extends z.infer<typeof created> {
  id: string;
  signingSecret: string;
  createdAt: string;
}

/** `/webhook_endpoints`; updates are POSTs. The secret is shown once, by the create. */
export function webhookEndpointRoutes(state: ExtendState): Route[] {
  return [
    route("POST", "/webhook_endpoints", (exchange) => createEndpoint(state, exchange)),
    route("GET", "/webhook_endpoints", () => {
      const data = state.endpoints.newestKeys().flatMap((id) => shown(state.endpoints.get(id)) ?? []);
      return extendReply(200, { object: "list", data });
    }),
    route("GET", "/webhook_endpoints/{id}", (exchange) => extendReply(200, shown(load(state, exchange)))),
    route("POST", "/webhook_endpoints/{id}", async (exchange) => {
      const before = load(state, exchange);
      const change = created.partial().safeParse(await readJson(exchange));
      const after = { ...before, ...(change.data ?? {}) };
      state.endpoints.set(before.id, after);
      return extendReply(200, shown(after));
    }),
    route("DELETE", "/webhook_endpoints/{id}", (exchange) => {
      const { id } = load(state, exchange);
      state.deleted.set(id, true);
      return extendReply(200, { id });
    }),
  ];
}

async function createEndpoint(state: ExtendState, exchange: Exchange) {
  const body = created.safeParse(await readJson(exchange));
  if (!body.success) throw new Refusal(requestError("http-400-invalid-request"));
  const endpoint: WebhookEndpoint = {
    ...body.data,
    id: `wh_${randomBytes(12).toString("hex")}`,
    signingSecret: `wss_${randomBytes(18).toString("hex")}`,
    createdAt: new Date(state.world.clock.now()).toISOString(),
  };
  state.endpoints.set(endpoint.id, endpoint);
  return extendReply(200, { ...shown(endpoint), signingSecret: endpoint.signingSecret });
}

function load(state: ExtendState, exchange: Exchange): WebhookEndpoint {
  const endpoint = state.endpoints.get(exchange.params.id ?? "");
  if (endpoint === undefined || state.deleted.has(endpoint.id)) throw new Refusal(requestError("http-404-not-found"));
  return endpoint;
}

function shown(endpoint: WebhookEndpoint | undefined) {
  if (endpoint === undefined) return undefined;
  const { signingSecret: _, ...rest } = endpoint;
  return { object: "webhook_endpoint", ...rest, advancedOptions: rest.advancedOptions ?? null, createdBy: null };
}
