import { z } from "zod";
import { fillSchema } from "../../content/fill-schema.ts";
import { type Exchange, type Route, route } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { checkDataSchema, shrinkSchema } from "../data-schema.ts";
import { refuse } from "../error-replies.ts";
import { extractSource } from "../extract-v2/create-extract.ts";
import { inputIdOf, inputName } from "../job-input.ts";
import type { JobView } from "../job-view.ts";
import { loadJob, loadPolled } from "../load-job.ts";
import { provokeCreate } from "../provoked.ts";
import { checkBody, readJson } from "../read-json-body.ts";
import { startJob } from "../start-job.ts";
import type { LlamaState } from "../state.ts";
import { v1Status } from "../v1-status.ts";
import { type Agent, agentId, defaultAgentId, readAgentId } from "./agent-record.ts";
import { agentBody, loadAgent } from "./agent-routes.ts";

const kind = "extract-v1";

const jobSchema = z.object({ extraction_agent_id: z.string(), file_id: z.string() });
const runSchema = z.object({
  data_schema: z.record(z.string(), z.unknown()),
  config: z.record(z.string(), z.unknown()).nullish(),
  file_id: z.string(),
});

interface ExtractionConfig {
  agent: string;
}

/** Extraction jobs of v1, by agent or with a schema of their own. */
export function extractionJobRoutes(state: LlamaState): Route[] {
  return [
    route("POST", "/api/v1/extraction/jobs", (exchange) => createJob(state, exchange)),
    route("POST", "/api/v1/extraction/run", (exchange) => createRun(state, exchange)),
    route("GET", "/api/v1/extraction/jobs/{id}", (exchange) =>
      jsonReply(200, jobBody(exchange, loadPolled(state, exchange, kind))),
    ),
    route("GET", "/api/v1/extraction/jobs/{id}/result", (exchange) => {
      const view = loadJob(state, exchange, kind);
      const good = view.moment.phase === "succeeded" || view.moment.phase === "partial";
      if (!good) refuse("Parse Errors", "Result not found. Check job status to see if it has completed.");
      return jsonReply(200, resultBody(view));
    }),
  ];
}

async function createJob(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  const provoked = provokeCreate(state, exchange, statedName(state, raw), raw);
  const body = checkBody(jobSchema, raw);
  loadAgent(state, body.extraction_agent_id);
  return start(state, exchange, body.file_id, body.extraction_agent_id, provoked);
}

async function createRun(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  const provoked = provokeCreate(state, exchange, statedName(state, raw), raw);
  const body = checkBody(runSchema, raw);
  checkDataSchema(body.data_schema);
  const agent: Agent = { createdAt: state.world.clock.now(), name: "run", schema: shrinkSchema(body.data_schema) };
  return start(state, exchange, body.file_id, agentId(agent), provoked);
}

function statedName(state: LlamaState, raw: unknown): string {
  return inputName(state, (raw as { file_id?: unknown } | null)?.file_id);
}

function start(state: LlamaState, exchange: Exchange, fileId: string, agent: string, provoked: string): Reply {
  const source = extractSource(state, exchange, fileId);
  const config: ExtractionConfig = { agent };
  const directives = `${source.directives} ${provoked}`.trim();
  const { documentName, input } = source;
  const view = startJob(state, exchange, { kind, documentName, directives, tier: "", input, config });
  return jsonReply(200, jobBody(exchange, view));
}

/** `{id, extraction_agent, status, error, file_id}`: v1 names its failure text `error`. */
function jobBody(exchange: Exchange, view: JobView) {
  const { agent } = view.record.config as ExtractionConfig;
  const known = readAgentId(agent) ?? readAgentId(defaultAgentId);
  return {
    id: view.id,
    extraction_agent: known === null ? null : agentBody(exchange, agent, known),
    status: v1Status(view),
    error: view.errorMessage,
    file_id: inputIdOf(view.record),
  };
}

function resultBody(view: JobView) {
  const { agent } = view.record.config as ExtractionConfig;
  const schema = readAgentId(agent)?.schema ?? { type: "object", properties: {} };
  return {
    run_id: view.id,
    extraction_agent_id: agent,
    data: fillSchema(schema, view.record.documentName),
    extraction_metadata: { usage: { num_pages_extracted: view.plan.pages } },
  };
}
