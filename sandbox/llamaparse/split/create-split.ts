import type { Exchange } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { refuse } from "../error-replies.ts";
import { exampleIds } from "../example-ids.ts";
import { extensionOf } from "../file-record.ts";
import { type FoundInput, findInput, inputName } from "../job-input.ts";
import type { JobKind } from "../job-record.ts";
import type { JobView } from "../job-view.ts";
import { requestProject } from "../project.ts";
import { provokeCreate } from "../provoked.ts";
import { checkBody, readJson } from "../read-json-body.ts";
import { shortenTexts } from "../shorten-texts.ts";
import { startJob } from "../start-job.ts";
import type { LlamaState } from "../state.ts";
import { knownTransaction, noteTransaction } from "../transactions.ts";
import type { WebhookConfiguration } from "../webhooks.ts";
import { betaSplitBody, type SplitConfig, splitBody } from "./split-body.ts";
import { betaSplitRequestSchema, type SplitConfiguration, splitRequestSchema } from "./split-request.ts";

/** Published limits of split (developers.llamaindex.ai/llamaparse/general/limitations/, 2026-11-20). */
const fileTypes: readonly string[] = ["pdf", "doc", "docx", "ppt", "pptx"];
const limitMb = 512;

/** `POST /api/v1/split/jobs`. */
export async function createSplit(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  const stated = (raw as { file_input?: unknown } | null)?.file_input;
  const provoked = provokeCreate(state, exchange, inputName(state, stated), raw);
  const body = checkBody(splitRequestSchema, raw);
  const original = knownTransaction(state, exchange, "split", body.transaction_id);
  if (original !== null) return jsonReply(200, splitBody(original));
  const config: SplitConfig = {
    ...configurationOf(body.configuration, body.configuration_id),
    transaction_id: body.transaction_id ?? undefined,
  };
  const source = splitSource(state, exchange, body.file_input);
  const view = start(state, exchange, "split", source, provoked, config, body.webhook_configurations);
  noteTransaction(state, exchange, view, body.transaction_id);
  return jsonReply(200, splitBody(view));
}

/** `POST /api/v1/beta/split/jobs`. */
export async function createBetaSplit(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  const stated = (raw as { document_input?: { value?: unknown } } | null)?.document_input?.value;
  const provoked = provokeCreate(state, exchange, inputName(state, stated), raw);
  const body = checkBody(betaSplitRequestSchema, raw);
  if (body.document_input.type !== "file_id") {
    refuse("Split Errors", "Only file_id document inputs are supported for split jobs.");
  }
  const config = configurationOf(body.configuration, body.configuration_id);
  const source = splitSource(state, exchange, body.document_input.value);
  if (source.found !== "file") refuse("Split Errors", "Only file_id document inputs are supported for split jobs.");
  return jsonReply(201, betaSplitBody(start(state, exchange, "split-beta", source, provoked, config, null)));
}

function start(
  state: LlamaState,
  exchange: Exchange,
  kind: JobKind,
  source: KnownInput,
  provoked: string,
  config: SplitConfig,
  webhooks: readonly WebhookConfiguration[] | null | undefined,
): JobView {
  const directives = `${source.directives} ${provoked}`.trim();
  const { documentName, input } = source;
  const idConfig = shortenTexts(config);
  return startJob(state, exchange, { kind, documentName, directives, tier: "", input, config, idConfig, webhooks });
}

/** Saved configurations are not kept, so every id names one without categories. */
function configurationOf(
  configuration: SplitConfiguration | null | undefined,
  savedId: string | null | undefined,
): SplitConfiguration {
  if (configuration && configuration.categories.length > 0) return configuration;
  return refuse("Split Errors", "Split configuration ... has no categories", [savedId ?? exampleIds.configuration]);
}

type KnownInput = Exclude<FoundInput, { found: "nothing" | "other-project" }>;

/** The document of a split job, or the documented refusal of what was named. */
function splitSource(state: LlamaState, exchange: Exchange, id: string): KnownInput {
  const input = findInput(state, exchange, id);
  if (input.found === "nothing" || input.found === "other-project") {
    return refuse("Split Errors", "File ... not found in project ...", [id, requestProject(exchange)]);
  }
  if (input.found === "file") checkFile(input.documentName, input.file.sizeBytes);
  return input;
}

function checkFile(name: string, sizeBytes: number): void {
  const type = extensionOf(name);
  if (!fileTypes.includes(type)) {
    refuse("Split Errors", "Unsupported file type: ... Supported file types are ...", [
      `${type || "unknown"}.`,
      fileTypes.join(", "),
    ]);
  }
  const sizeMb = sizeBytes / 1024 / 1024;
  if (sizeMb > limitMb) {
    refuse("Split Errors", "File size (... MB) exceeds the maximum allowed size of ... MB.", [
      sizeMb.toFixed(2),
      String(limitMb),
    ]);
  }
}
