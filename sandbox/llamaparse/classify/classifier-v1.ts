import { type Exchange, type Route, route } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { isoTime } from "../../time/clock.ts";
import { inputName } from "../job-input.ts";
import type { JobView } from "../job-view.ts";
import { listJobs } from "../list-jobs.ts";
import { loadPolled } from "../load-job.ts";
import { userId } from "../project.ts";
import { provokeCreate } from "../provoked.ts";
import { checkBody, readJson } from "../read-json-body.ts";
import { shortenTexts } from "../shorten-texts.ts";
import { startJob } from "../start-job.ts";
import type { LlamaState } from "../state.ts";
import { v1Status } from "../v1-status.ts";
import { type ClassifyRule, checkClassifyRules, classifierRequestSchema } from "./classify-request.ts";
import { classifyResult } from "./classify-result.ts";
import { classifySource } from "./create-classify.ts";

const kind = "classify-v1";

interface ClassifierConfig {
  rules: ClassifyRule[];
  file_ids: string[];
  mode: string;
}

/** `/api/v1/classifier/jobs`: several files at once, one result each. */
export function classifierRoutes(state: LlamaState): Route[] {
  return [
    route("POST", "/api/v1/classifier/jobs", (exchange) => createClassifier(state, exchange)),
    route("GET", "/api/v1/classifier/jobs", (exchange) => listJobs(state, exchange, kind, v1Status, classifierBody)),
    route("GET", "/api/v1/classifier/jobs/{id}", (exchange) =>
      jsonReply(200, classifierBody(loadPolled(state, exchange, kind))),
    ),
    route("GET", "/api/v1/classifier/jobs/{id}/results", (exchange) =>
      jsonReply(200, classifierResults(state, loadPolled(state, exchange, kind))),
    ),
  ];
}

async function createClassifier(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  const ids = (raw as { file_ids?: unknown } | null)?.file_ids;
  const names = Array.isArray(ids) ? ids.map((id) => inputName(state, id)).join(" ") : "";
  const provoked = provokeCreate(state, exchange, names, raw);
  const { rules, file_ids, mode = "FAST", webhook_configurations } = checkBody(classifierRequestSchema, raw);
  checkClassifyRules(rules, mode, ["FAST", "MULTIMODAL"]);
  const [first] = file_ids.map((id) => classifySource(state, exchange, id));
  const config: ClassifierConfig = { rules, file_ids, mode };
  const view = startJob(state, exchange, {
    kind,
    documentName: first?.documentName ?? "",
    directives: `${first?.directives ?? ""} ${provoked}`.trim(),
    tier: "",
    input: first?.input ?? { from: "url" },
    config,
    idConfig: shortenTexts(config),
    webhooks: webhook_configurations,
  });
  return jsonReply(200, classifierBody(view));
}

/** `ClassifyJob` of the v1 resource in the vendor's SDK 2.16.0. */
function classifierBody(view: JobView) {
  const { record, moment } = view;
  const { rules, mode } = record.config as ClassifierConfig;
  return {
    id: view.id,
    project_id: record.projectId,
    user_id: userId,
    rules,
    mode,
    status: v1Status(view),
    error_message: view.errorMessage,
    created_at: isoTime(record.createdAt),
    updated_at: isoTime(moment.since),
  };
}

function classifierResults(state: LlamaState, view: JobView) {
  const { rules, file_ids } = view.record.config as ClassifierConfig;
  const good = view.moment.phase === "succeeded" || view.moment.phase === "partial";
  const items = file_ids.map((fileId) => ({
    file_id: fileId,
    classify_job_id: view.id,
    result: good ? classifyResult(inputName(state, fileId), rules) : null,
  }));
  return { items, next_page_token: null, total_size: items.length };
}
