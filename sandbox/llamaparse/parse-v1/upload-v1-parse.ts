import { z } from "zod";
import type { Exchange } from "../../http/exchange.ts";
import { jsonReply, Refusal, type Reply } from "../../http/reply.ts";
import { type JobPlan, planJob } from "../../jobs/plan-job.ts";
import { hashText } from "../../jobs/seeded-random.ts";
import { documentDirectives } from "../document-directives.ts";
import { detailReply, fillIn, refuse } from "../error-replies.ts";
import { timeoutFailure } from "../job-failures.ts";
import { tierHasVersion } from "../parse-versions.ts";
import { observedTexts } from "../provocations/observed-provocations.ts";
import { provokeCreate } from "../provoked.ts";
import { checkedUpload, readForm } from "../read-upload.ts";
import { nextSeed } from "../seed.ts";
import type { LlamaState } from "../state.ts";
import { scheduleWebhooks, type WebhookConfiguration, webhookConfigurationSchema } from "../webhooks.ts";
import { checkV1Fields } from "./v1-form-fields.ts";
import { type V1ParseRecord, v1Modes, v1ParseId, v1PollFaults } from "./v1-parse-record.ts";

/** `POST /api/v1/parsing/upload`: a form with a file, a URL or an S3 path. */
export async function uploadV1Parse(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const { file, fields } = await readForm(state, exchange, ["file"]);
  const source = fields.input_url || fields.input_s3_path || "";
  const provoked = provokeCreate(state, exchange, `${file?.name ?? ""} ${source}`, fields);
  if (file === null && "file" in fields) refuse("File Upload Errors", "File must have a filename.");
  if (file === null && source === "") {
    refuse("Parse Errors", "Either file, input_url, or input_s3_path must be provided.");
  }
  const upload = file === null ? null : checkedUpload(file);
  checkV1Fields(fields);
  const webhooks = readWebhooks(fields.webhook_configurations);
  if (fields.tier && !fields.version) {
    throw new Refusal(detailReply(400, fillIn(observedTexts.missingVersion, [fields.tier])));
  }
  const documentName = upload?.name ?? source;
  const broken = upload === null ? "" : documentDirectives(upload);
  const timeout = /^\d+$/.test(fields.job_timeout_in_seconds ?? "") ? `timeout-${fields.job_timeout_in_seconds}s` : "";
  const directives = [tierFailure(fields), broken, provoked, timeout].join(" ");
  return start(state, documentName, directives, fields, webhooks);
}

function start(
  state: LlamaState,
  documentName: string,
  directives: string,
  fields: Record<string, string>,
  webhooks: readonly WebhookConfiguration[],
): Reply {
  const text = `${documentName} ${directives}`;
  const failure = state.find(text).find((provocation) => provocation.kind === "job") ?? null;
  const plan = planJob({ seed: nextSeed(), documentName, text, failure, timeoutFailure });
  const record = recordOf(plan, documentName, fields, nextCreatedAt(state));
  const id = v1ParseId(record);
  state.recentV1.set(id, record);
  state.v1Tokens.set(id, text);
  const endedAt = record.createdAt + plan.queueMs + plan.throttledMs + plan.runMs;
  scheduleWebhooks(state, { id, product: "parse", plan, createdAt: record.createdAt, endedAt }, webhooks);
  return jsonReply(200, { id, status: "PENDING", error_code: null, error_message: null });
}

function recordOf(
  plan: JobPlan,
  documentName: string,
  fields: Record<string, string>,
  createdAt: number,
): V1ParseRecord {
  const { directives } = plan;
  const endless = !Number.isFinite(plan.queueMs + plan.runMs);
  return {
    createdAt,
    content: hashText(documentName) % 256,
    queueTenths: endless ? 0 : Math.round(plan.queueMs / 100),
    runTenths: endless ? 0 : Math.round((plan.throttledMs + plan.runMs) / 100),
    end: endless ? "stuck" : plan.end,
    failure: endless ? null : plan.failure,
    pages: plan.pages,
    badPages: plan.badPages.length,
    mode: modeOf(fields),
    cacheHit: directives.cacheHit,
    billedFailure: directives.billedFailure,
    pollFault:
      directives.vanishMs === null ? (v1PollFaults.find((fault) => fault === directives.pollStatus) ?? null) : "vanish",
  };
}

/** Modes that the pricing page gives a range for count as `agentic`, its lowest agent price. */
function modeOf(fields: Record<string, string>): V1ParseRecord["mode"] {
  const stated = fields.tier || fields.parse_mode || "";
  const known = v1Modes.find((mode) => mode === stated);
  return known ?? (/agent|lvm/.test(stated) ? "agentic" : "");
}

function tierFailure(fields: Record<string, string>): string {
  if (!fields.tier || tierHasVersion(fields.tier, fields.version ?? "")) return "";
  return "fail-INVALID_TIER_VERSION_COMBINATION";
}

/** Two jobs must not get the same UUID, so no two get the same millisecond. */
function nextCreatedAt(state: LlamaState): number {
  state.lastV1CreatedAt = Math.max(state.world.clock.now(), state.lastV1CreatedAt + 1);
  return state.lastV1CreatedAt;
}

function readWebhooks(text: string | undefined): WebhookConfiguration[] {
  if (!text) return [];
  try {
    return z.array(webhookConfigurationSchema).parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "Input should be a list of webhook configurations";
    return refuse("Parse Errors", "Invalid JSON in webhook_configurations: ...", [reason]);
  }
}
