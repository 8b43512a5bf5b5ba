import type { Exchange } from "../../http/exchange.ts";
import { jsonReply, Refusal, type Reply } from "../../http/reply.ts";
import { planJob } from "../../jobs/plan-job.ts";
import { countTargetPages, documentDirectives } from "../document-directives.ts";
import { detailReply, fillIn, refuse, validationReply } from "../error-replies.ts";
import type { FileRecord } from "../file-record.ts";
import { storedFile } from "../files/file-routes.ts";
import { tierHasVersion } from "../parse-versions.ts";
import { isVisible } from "../project.ts";
import { observedTexts } from "../provocations/observed-provocations.ts";
import { provokeCreate } from "../provoked.ts";
import { checkBody, readJson } from "../read-json-body.ts";
import { checkFileName, readForm, uploadOf } from "../read-upload.ts";
import { startJob } from "../start-job.ts";
import type { LlamaState } from "../state.ts";
import { validationDetails } from "../validation-details.ts";
import { parseJobBody } from "./parse-body.ts";
import { type ParseConfiguration, parseConfigurationSchema, parseRequestSchema } from "./parse-request.ts";

/** `POST /api/v2/parse`: a file already uploaded, or a URL. */
export async function createParse(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  const stated = statedNames(state, raw);
  const provoked = provokeCreate(state, exchange, stated, raw);
  const body = checkBody(parseRequestSchema, raw);
  if (body.file_id) {
    const file = sourceFile(state, exchange, body.file_id);
    return start(state, exchange, file.name, `${documentDirectives(file)} ${provoked}`, body);
  }
  if (!body.source_url) {
    // The message for this case is documented for v1 only; v2 checks bodies as a model, hence the shape.
    const msg = "Value error, Either file_id or source_url must be provided.";
    throw new Refusal(validationReply([{ type: "value_error", loc: ["body"], msg, input: raw, ctx: { error: {} } }]));
  }
  return start(state, exchange, body.source_url, provoked, body);
}

/** `POST /api/v2/parse/upload`: the file itself, with the configuration as a JSON text. */
export async function uploadParse(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const form = await readForm(state, exchange, ["file"]);
  const raw = parseJson(form.fields.configuration);
  const provoked = provokeCreate(state, exchange, form.file?.name ?? "", raw);
  const upload = uploadOf(form, ["file"]);
  const configuration = checkConfiguration(raw);
  return start(state, exchange, upload.name, `${documentDirectives(upload)} ${provoked}`, configuration);
}

function start(
  state: LlamaState,
  exchange: Exchange,
  documentName: string,
  directives: string,
  configuration: ParseConfiguration,
): Reply {
  const { tier, version } = settle(configuration);
  const faulty = tierHasVersion(tier, version) ? "" : "fail-INVALID_TIER_VERSION_COMBINATION";
  const view = startJob(state, exchange, {
    kind: "parse-v2",
    documentName,
    directives: [faulty, directives, ...limitsOf(documentName, directives, configuration)].join(" ").trim(),
    tier,
    input: { from: "url" },
    config: configuration.user_metadata ?? undefined,
    webhooks: configuration.webhook_configurations,
  });
  return jsonReply(200, parseJobBody(view));
}

/** Tier and version; a saved configuration brings its own. */
function settle(configuration: ParseConfiguration): { tier: string; version: string } {
  const { configuration_id: saved, tier, version } = configuration;
  if (saved) {
    const builtIn = /^cfg-PARSE_(FAST|COST_EFFECTIVE|AGENTIC|AGENTIC_PLUS)$/.exec(saved)?.[1];
    if (builtIn === undefined) return refuse("Parse Errors", "Access denied to this parse configuration");
    const own = tier && tier !== "configured" ? tier : builtIn.toLowerCase();
    return { tier: own, version: version && version !== "configured" ? version : "latest" };
  }
  if (!tier) {
    const missing = { type: "missing", loc: ["body", "tier"], msg: "Field required", input: configuration };
    throw new Refusal(validationReply([missing]));
  }
  if (!version) throw new Refusal(detailReply(400, fillIn(observedTexts.missingVersion, [tier])));
  return { tier, version };
}

/** Page ranges and time-outs of a request, as the tokens that mean the same. */
function limitsOf(documentName: string, directives: string, configuration: ParseConfiguration): string[] {
  const text = `${documentName} ${directives}`;
  const { pages } = planJob({ seed: 0, documentName, text, failure: null, timeoutFailure: null });
  const { max_pages: most, target_pages: target } = configuration.page_ranges ?? {};
  const chosen = Math.min(most ?? pages, target ? countTargetPages(target, pages) : pages);
  const timeouts = configuration.processing_control?.timeouts;
  const seconds = timeouts?.base_in_seconds;
  const timeout =
    seconds == null ? [] : [`timeout-${seconds + pages * (timeouts?.extra_time_per_page_in_seconds ?? 0)}s`];
  return chosen < pages ? [`pages-${chosen}`, ...timeout] : timeout;
}

function sourceFile(state: LlamaState, exchange: Exchange, id: string): FileRecord {
  const file = storedFile(state, id);
  if (file === null || !isVisible(exchange, file.projectId)) {
    return refuse("Parse Errors", "Source file not found in storage");
  }
  return file;
}

/** The document's name and URL, before the body has been checked: a provocation comes first. */
function statedNames(state: LlamaState, raw: unknown): string {
  const { file_id, source_url } = (raw ?? {}) as { file_id?: unknown; source_url?: unknown };
  const file = typeof file_id === "string" ? storedFile(state, file_id) : null;
  const names = [file?.name ?? "", typeof source_url === "string" ? source_url : ""];
  for (const name of names) if (!name.includes("://")) checkFileName(name);
  return names.join(" ");
}

/** Errors of a multipart configuration come as one text. */
function checkConfiguration(raw: unknown): ParseConfiguration {
  const result = parseConfigurationSchema.safeParse(raw);
  if (result.success) return result.data;
  const details = validationDetails(result.error, raw);
  const count = `${details.length} validation error${details.length === 1 ? "" : "s"}`;
  const lines = details.map((detail) => `${detail.loc.slice(1).join(".")}\n  ${detail.msg} [type=${detail.type}]`);
  const text = `${count} for LlamaParseMultipartConfiguration\n${lines.join("\n")}`;
  throw new Refusal(detailReply(422, fillIn(observedTexts.multipartConfiguration, [text])));
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "{}");
  } catch {
    return text;
  }
}
