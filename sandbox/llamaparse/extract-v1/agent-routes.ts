import { z } from "zod";
import { type Exchange, type Route, route } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { isoTime } from "../../time/clock.ts";
import { checkDataSchema } from "../data-schema.ts";
import { refuse } from "../error-replies.ts";
import { requestProject } from "../project.ts";
import { provokeCreate } from "../provoked.ts";
import { checkBody, readJson } from "../read-json-body.ts";
import type { LlamaState } from "../state.ts";
import { type Agent, agentId, defaultAgent, defaultAgentId, readAgentId } from "./agent-record.ts";

const base = "/api/v1/extraction/extraction-agents";

const agentSchema = z.object({
  name: z.string(),
  data_schema: z.record(z.string(), z.unknown()),
  config: z.record(z.string(), z.unknown()).nullish(),
});

/** Extraction agents of v1. */
export function agentRoutes(state: LlamaState): Route[] {
  return [
    route("POST", base, (exchange) => createAgent(state, exchange)),
    route("GET", base, (exchange) => {
      const agents = [...state.agents.newestKeys(), defaultAgentId].filter((id) => !state.deleted.has(id));
      return jsonReply(
        200,
        agents.map((id) => agentBody(exchange, id, readAgentId(id) ?? defaultAgent)),
      );
    }),
    route("GET", `${base}/default`, (exchange) => jsonReply(200, agentBody(exchange, defaultAgentId, defaultAgent))),
    route("GET", `${base}/{id}`, (exchange) => {
      const id = exchange.params.id ?? "";
      return jsonReply(200, agentBody(exchange, id, loadAgent(state, id)));
    }),
    route("DELETE", `${base}/{id}`, (exchange) => {
      const id = exchange.params.id ?? "";
      loadAgent(state, id);
      if (id === defaultAgentId) refuse("Extract Errors", "Cannot delete the default extraction agent.");
      state.deleted.set(id, true);
      return jsonReply(200, null);
    }),
  ];
}

async function createAgent(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  provokeCreate(state, exchange, "", raw);
  const body = checkBody(agentSchema, raw);
  if (!/[\p{L}\p{N}]/u.test(body.name)) {
    refuse("Extract Errors", "Extraction agent name must have at least some alphanumeric characters.");
  }
  checkDataSchema(body.data_schema);
  const agent: Agent = { createdAt: state.world.clock.now(), name: body.name, schema: body.data_schema };
  const id = agentId(agent);
  state.agents.set(id, true);
  return jsonReply(200, agentBody(exchange, id, agent));
}

export function loadAgent(state: LlamaState, id: string): Agent {
  const agent = state.deleted.has(id) ? null : readAgentId(id);
  return agent ?? refuse("Extract Errors", "Extraction agent ... not found or user does not have access.", [id]);
}

export function agentBody(exchange: Exchange, id: string, agent: Agent) {
  return {
    id,
    name: agent.name,
    project_id: requestProject(exchange),
    data_schema: agent.schema,
    config: { extraction_mode: "PREMIUM", extraction_target: "PER_DOC" },
    created_at: isoTime(agent.createdAt),
    updated_at: isoTime(agent.createdAt),
  };
}
