import type { Exchange } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { planJob } from "../../jobs/plan-job.ts";
import { checkDataSchema, shrinkSchema } from "../data-schema.ts";
import { countTargetPages } from "../document-directives.ts";
import { refuse } from "../error-replies.ts";
import { findInput, inputName } from "../job-input.ts";
import { v2Status } from "../parse-v2/parse-body.ts";
import { provokeCreate } from "../provoked.ts";
import { checkBody, readJson } from "../read-json-body.ts";
import { startJob } from "../start-job.ts";
import type { LlamaState } from "../state.ts";
import { extractBody } from "./extract-body.ts";
import { defaultExtractTier, type ExtractConfiguration, extractRequestSchema } from "./extract-request.ts";

/** Largest file extract takes (developers.llamaindex.ai/llamaparse/general/limitations/, 2026-11-20). */
export const extractLimitMb = 100;

/** `POST /api/v2/extract`. */
export async function createExtract(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  const stated = (raw as { file_input?: unknown } | null)?.file_input;
  const provoked = provokeCreate(state, exchange, inputName(state, stated), raw);
  const body = checkBody(extractRequestSchema, raw);
  const configuration = configurationOf(body);
  checkDataSchema(configuration.data_schema);
  const source = extractSource(state, exchange, body.file_input);
  const directives = `${source.directives} ${provoked} ${pageLimit(source, configuration)}`.trim();
  const view = startJob(state, exchange, {
    kind: "extract-v2",
    documentName: source.documentName,
    directives,
    tier: configuration.tier ?? defaultExtractTier,
    input: source.input,
    config: configuration,
    idConfig: { ...configuration, system_prompt: undefined, data_schema: shrinkSchema(configuration.data_schema) },
    webhooks: body.webhook_configurations,
  });
  return jsonReply(200, extractBody(state, view, new Set()));
}

function configurationOf(body: {
  configuration?: ExtractConfiguration | null;
  configuration_id?: string | null;
}): ExtractConfiguration {
  // Which of the two is missing or too many has no documented text of its own.
  if (body.configuration_id && body.configuration) {
    return refuse("Extract Errors", "inputs_invalid: ...", ["configuration and configuration_id exclude each other"]);
  }
  if (body.configuration) return body.configuration;
  const saved = body.configuration_id ? `Configuration ${body.configuration_id} not found` : "no configuration given";
  return refuse("Extract Errors", "inputs_invalid: ...", [saved]);
}

/** The document of an extract job, or the documented refusal of what was named. */
export function extractSource(state: LlamaState, exchange: Exchange, id: string) {
  const input = findInput(state, exchange, id);
  switch (input.found) {
    case "file":
      if (input.file.sizeBytes > extractLimitMb * 1024 * 1024) {
        return refuse("Extract Errors", "File size exceeds ...MB limit.", [String(extractLimitMb)]);
      }
      return input;
    case "parse-job": {
      const status = v2Status(input.job);
      if (status === "COMPLETED") return input;
      return refuse("Extract Errors", "inputs_invalid: Parse job ... is not completed (status: ...)", [id, status]);
    }
    case "other-project":
      return refuse("Extract Errors", "Access denied to the specified file.");
    case "url":
      return refuse("Extract Errors", "inputs_invalid: ...", ["file_input must be a file ID or a parse job ID"]);
    case "nothing": {
      const what = input.what === "file" ? "File" : "Parse job";
      return refuse("Extract Errors", "inputs_invalid: ...", [`${what} ${id} not found`]);
    }
  }
}

function pageLimit(source: { documentName: string; directives: string }, configuration: ExtractConfiguration): string {
  const { documentName } = source;
  const text = `${documentName} ${source.directives}`;
  const { pages } = planJob({ seed: 0, documentName, text, failure: null, timeoutFailure: null });
  const { max_pages: most, target_pages: target } = configuration;
  const chosen = Math.min(most ?? pages, target ? countTargetPages(target, pages) : pages);
  return chosen < pages ? `pages-${chosen}` : "";
}
