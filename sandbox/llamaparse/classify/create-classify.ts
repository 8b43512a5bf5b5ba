import type { Exchange } from "../../http/exchange.ts";
import { jsonReply, Refusal, type Reply } from "../../http/reply.ts";
import { refuse, validationReply } from "../error-replies.ts";
import { findInput, inputName } from "../job-input.ts";
import { requestProject } from "../project.ts";
import { provokeCreate } from "../provoked.ts";
import { checkBody, readJson } from "../read-json-body.ts";
import { shortenTexts } from "../shorten-texts.ts";
import { startJob } from "../start-job.ts";
import type { LlamaState } from "../state.ts";
import { knownTransaction, noteTransaction } from "../transactions.ts";
import { type ClassifyBodyConfig, classifyBody } from "./classify-body.ts";
import { type ClassifyConfiguration, checkClassifyRules, classifyRequestSchema } from "./classify-request.ts";

/** `POST /api/v2/classify`. */
export async function createClassify(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  const stated = (raw ?? {}) as { file_input?: unknown; file_id?: unknown; parse_job_id?: unknown };
  const named = stated.file_input ?? stated.file_id ?? stated.parse_job_id;
  const provoked = provokeCreate(state, exchange, inputName(state, named), raw);
  const body = checkBody(classifyRequestSchema, raw);
  const original = knownTransaction(state, exchange, "classify-v2", body.transaction_id);
  if (original !== null) return jsonReply(200, classifyBody(state, original));
  const configuration = configurationOf(body.configuration, body.configuration_id);
  const id = body.file_input ?? body.file_id ?? body.parse_job_id;
  if (!id) {
    throw new Refusal(
      validationReply([{ type: "missing", loc: ["body", "file_input"], msg: "Field required", input: raw }]),
    );
  }
  const source = classifySource(state, exchange, id);
  const config: ClassifyBodyConfig = { ...configuration, transaction_id: body.transaction_id ?? undefined };
  const view = startJob(state, exchange, {
    kind: "classify-v2",
    documentName: source.documentName,
    directives: `${source.directives} ${provoked}`.trim(),
    tier: "",
    input: source.input,
    config,
    idConfig: shortenTexts(config),
    webhooks: body.webhook_configurations,
  });
  noteTransaction(state, exchange, view, body.transaction_id);
  return jsonReply(200, classifyBody(state, view));
}

function configurationOf(
  configuration: ClassifyConfiguration | null | undefined,
  savedId: string | null | undefined,
): ClassifyConfiguration {
  if (savedId) return refuse("Classify Errors", "Classify configuration ... not found", [savedId]);
  if (!configuration) {
    const values = ["configuration", "either configuration or configuration_id is required"];
    return refuse("Classify Errors", "Invalid classify configuration parameters for ...: ...", values);
  }
  checkClassifyRules(configuration.rules, configuration.mode ?? "FAST", ["FAST"]);
  return configuration;
}

/** The document of a classify job, or the documented refusal: what is unknown is not in the project either. */
export function classifySource(state: LlamaState, exchange: Exchange, id: string) {
  const input = findInput(state, exchange, id);
  if (input.found !== "nothing" && input.found !== "other-project") return input;
  const row =
    input.what === "file" ? "File ID ... is not in Project ID ..." : "Parse Job ID ... is not in Project ID ...";
  return refuse("Classify Errors", row, [id, requestProject(exchange)]);
}
