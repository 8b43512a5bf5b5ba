import { randomUUID } from "node:crypto";
import { type Exchange, type Route, route } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { isoTime } from "../../time/clock.ts";
import { requestProject } from "../project.ts";
import { provokeCreate } from "../provoked.ts";
import { readJson } from "../read-json-body.ts";
import { planLimitRoutes } from "../route-names.ts";
import type { LlamaState } from "../state.ts";

/**
 * Things a plan limits: projects, indexes, users, data sources. They exist so that their 429s can be provoked. The
 * sandbox keeps none: it echoes what was sent with an id. The paths for projects and users are assumptions.
 */
export function planLimitedRoutes(state: LlamaState): Route[] {
  return Object.values(planLimitRoutes).map((name) => {
    const [method = "POST", path = ""] = name.split(" ");
    return route(method, path, (exchange) => createThing(state, exchange));
  });
}

async function createThing(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  provokeCreate(state, exchange, "", raw);
  const now = isoTime(state.world.clock.now());
  const sent = typeof raw === "object" && raw !== null ? raw : {};
  return jsonReply(200, {
    ...sent,
    id: randomUUID(),
    project_id: requestProject(exchange),
    created_at: now,
    updated_at: now,
  });
}
