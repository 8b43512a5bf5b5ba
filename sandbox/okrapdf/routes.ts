import { fillSchema, type JsonSchema } from "../content/fill-schema.ts";
import { type Exchange, type Route, route } from "../http/exchange.ts";
import { jsonReply, Refusal, type Reply, textReply } from "../http/reply.ts";
import { provokeCreate, provokeRead } from "../provoke/provoked.ts";
import type { JobKind } from "../stand-in/job-record.ts";
import { documentNameOf, type RequestFields, readFields } from "../stand-in/read-fields.ts";
import {
  failingPoll,
  findJob,
  type JobView,
  makeJob,
  recentJobs,
  type StandIn,
  tokensOf,
} from "../stand-in/stand-in.ts";
import { workAtOnce } from "../stand-in/work-at-once.ts";
import { nested } from "./errors.ts";
import { sendCompleted } from "./webhooks.ts";

const document: JobKind = { purpose: "okrapdf/document", idPrefix: "ocr-", create: "POST /v1/documents" };
const job: JobKind = { purpose: "okrapdf/job", idPrefix: "job-", create: "POST /v1/parse" };
const atOnce: JobKind = {
  purpose: "okrapdf/sync",
  idPrefix: "chatcmpl-",
  create: "POST /v1/documents/{id}/chat/completions",
};
const maxFileBytes = 256 * 1024 * 1024;

/** The endpoints that make, do or tell something. */
export function routes(state: StandIn): Route[] {
  const status = (exchange: Exchange) => jsonReply(200, statusBody(load(state, exchange, document)));
  const chatting = (path: string) => route("POST", path, (exchange) => chat(state, exchange));
  return [
    route("POST", "/v1/documents", (exchange) => upload(state, exchange)),
    route("POST", "/document/{id}/upload-url", (exchange) => upload(state, exchange)),
    route("POST", "/document/{id}/upload", (exchange) => upload(state, exchange)),
    route("GET", "/v1/documents", (exchange) => list(state, exchange)),
    route("GET", "/v1/documents/{id}/status", status),
    route("GET", "/document/{id}/status", status),
    route("GET", "/v1/documents/{id}", (exchange) => jsonReply(200, recordBody(load(state, exchange, document)))),
    chatting("/v1/documents/{id}/chat/completions"),
    chatting("/document/{id}/chat/completions"),
    route("POST", "/v1/resolve/chat/completions", (exchange) => resolve(state, exchange)),
    route("POST", "/document/{id}/structured-output", (exchange) => structuredOutput(state, exchange)),
    route("POST", "/v1/parse", (exchange) => parse(state, exchange)),
    route("GET", "/v1/jobs", () =>
      jsonReply(200, { object: "list", data: recentJobs(state, job).map(jobBody), has_more: false, next_cursor: null }),
    ),
    route("GET", "/v1/jobs/{id}", (exchange) => jsonReply(200, jobBody(load(state, exchange, job)))),
    route("GET", "/v1/collections", () => jsonReply(200, { collections: [] })),
    route("GET", "/v1/vendors", () => jsonReply(200, { vendors: [] })),
  ];
}

async function read(state: StandIn, exchange: Exchange): Promise<RequestFields> {
  const limit = state.world.maxUploadBytes ?? maxFileBytes;
  const isRaw = /^application\/(?:pdf|octet-stream)/.test(exchange.headers["content-type"] ?? "");
  if (isRaw) {
    exchange.request.resume();
    return { fields: {}, file: null };
  }
  const result = await readFields(exchange, { fileFields: ["file"], maxFileBytes: limit });
  if (result === "malformed" || result === "too-large") {
    throw new Refusal(nested(400, "BAD_REQUEST", "Invalid request body or parameters"));
  }
  return result;
}

async function upload(state: StandIn, exchange: Exchange): Promise<Reply> {
  const { fields, file } = await read(state, exchange);
  const named = exchange.headers["x-file-name"];
  const documentName =
    file || fields.url ? documentNameOf(file, fields.url) : String(named ?? "document.pdf").slice(0, 100);
  const directives = provokeCreate(state, exchange, documentName, fields);
  const view = makeJob(state, document, { documentName, directives, note: {} });
  if (typeof fields.webhook_url === "string") sendCompleted(state, view, fields.webhook_url);
  return jsonReply(202, { document_id: view.id, phase: "extracting", pages_total: view.plan.pages });
}

/** The order of the phases is an assumption; no full list is published. */
function phaseOf({ moment, plan }: JobView): string {
  if (moment.phase === "queued" || moment.phase === "throttled") return "uploading";
  if (moment.phase === "running") return "extracting";
  if (plan.directives.ends === "partial") return "awaiting_review";
  return moment.phase === "failed" || moment.phase === "cancelled" ? "error" : "complete";
}

function statusBody(view: JobView) {
  return {
    documentId: view.id,
    phase: phaseOf(view),
    pagesCompleted: view.ended ? view.plan.pages : 0,
    pagesTotal: view.plan.pages,
    totalNodes: view.plan.pages * 12,
    verifiedNodes: view.ended ? view.plan.pages * 12 : 0,
    fileName: view.record.documentName,
  };
}

/** The record speaks of a status where the status speaks of a phase. */
function recordBody(view: JobView) {
  const phase = phaseOf(view);
  return {
    id: view.id,
    status: phase === "complete" || phase === "awaiting_review" ? "completed" : phase,
    file_name: view.record.documentName,
    total_pages: view.plan.pages,
    pages_completed: view.ended ? view.plan.pages : 0,
    inserted_at: new Date(view.record.createdAt).toISOString(),
    is_public: false,
  };
}

function load(state: StandIn, exchange: Exchange, kind: JobKind): JobView {
  const view = findJob(state, kind, exchange.params.id ?? "");
  if (view === null) throw new Refusal(nested(404, "NOT_FOUND", "Document or resource does not exist"));
  provokeRead(state, exchange, tokensOf(view.record));
  const failing = failingPoll(state, view);
  if (failing !== null)
    throw new Refusal(nested(failing, failing === 429 ? "RATE_LIMITED" : "INTERNAL_ERROR", "Unexpected server error"));
  return view;
}

function list(state: StandIn, { query }: Exchange): Reply {
  const limit = Math.min(100, Math.max(1, Number(query.get("limit") ?? 20) || 20));
  return jsonReply(200, { documents: recentJobs(state, document).slice(0, limit).map(recordBody) });
}

/** A document that can be asked: it exists and its work is done. */
function finished(state: StandIn, exchange: Exchange): JobView {
  const view = findJob(state, document, exchange.params.id ?? "");
  const phase = view && phaseOf(view);
  if (view === null || (phase !== "complete" && phase !== "awaiting_review")) {
    const message = "Document ID doesn’t exist or hasn’t finished processing. Check get_document_status first.";
    throw new Refusal(nested(404, "DOCUMENT_NOT_FOUND", message));
  }
  return view;
}

async function chat(state: StandIn, exchange: Exchange): Promise<Reply> {
  const { fields } = await read(state, exchange);
  const about = finished(state, exchange);
  const directives = provokeCreate(state, exchange, "", fields);
  const view = makeJob(state, atOnce, { documentName: about.record.documentName, directives, note: {} });
  await workAtOnce(state.world, view);
  return fields.stream === true ? stream(view, fields) : jsonReply(200, completion(view, fields));
}

function answerOf(view: JobView, fields: Record<string, unknown>): string {
  const format = fields.response_format as { type?: string; json_schema?: { schema?: JsonSchema } } | undefined;
  if (format?.type !== "json_schema") return `It is about ${view.record.documentName}.`;
  return JSON.stringify(fillSchema(format.json_schema?.schema ?? {}, view.record.documentName));
}

function completion(view: JobView, fields: Record<string, unknown>) {
  const content = answerOf(view, fields);
  const completionTokens = Math.ceil(content.length / 4);
  return {
    id: view.id,
    object: "chat.completion",
    created: Math.floor(view.record.createdAt / 1_000),
    model: String(fields.model ?? "default"),
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 400, completion_tokens: completionTokens, total_tokens: 400 + completionTokens },
  };
}

/** `stream-error` in a field ends the stream with an error inside its 200. */
function stream(view: JobView, fields: Record<string, unknown>): Reply {
  const chunk = (delta: object) =>
    `data: ${JSON.stringify({ id: view.id, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`;
  const fails = JSON.stringify(fields).includes("stream-error");
  const end = fails ? `data: ${JSON.stringify({ error: { message: "model overloaded" } })}\n\n` : "data: [DONE]\n\n";
  return textReply(200, chunk({ role: "assistant", content: answerOf(view, fields) }) + end, "text/event-stream");
}

/** A chat on an address answers 202 while the document is still worked on (`slow` or `run-…` in its name). */
async function resolve(state: StandIn, exchange: Exchange): Promise<Reply> {
  const { fields } = await read(state, exchange);
  const source = fields.source as { url?: unknown } | undefined;
  const documentName = documentNameOf(null, source?.url);
  const directives = provokeCreate(state, exchange, documentName, fields);
  const view = makeJob(state, job, { documentName, directives, note: {} });
  const { slow, runMs } = view.plan.directives;
  if (slow || (runMs ?? 0) > 0) return jsonReply(202, { run_id: view.id, status: "running" });
  return jsonReply(200, completion(view, fields));
}

async function structuredOutput(state: StandIn, exchange: Exchange): Promise<Reply> {
  const { fields } = await read(state, exchange);
  const about = finished(state, exchange);
  provokeCreate(state, exchange, "", fields);
  const data = fillSchema((fields.schema ?? {}) as JsonSchema, about.record.documentName);
  return jsonReply(200, { data, meta: { confidence: 0.93, model: "default", durationMs: 900, citations: [] } });
}

async function parse(state: StandIn, exchange: Exchange): Promise<Reply> {
  const { fields, file } = await read(state, exchange);
  const documentName = documentNameOf(file, fields.url);
  const directives = provokeCreate(state, exchange, documentName, fields);
  return jsonReply(202, jobBody(makeJob(state, job, { documentName, directives, note: {} })));
}

function jobBody(view: JobView) {
  const { phase } = view.moment;
  const words = { throttled: "queued", partial: "completed_with_errors" } as const;
  const message = view.failure?.jobMessage ?? null;
  return {
    id: view.id,
    status: phase in words ? words[phase as keyof typeof words] : phase,
    terminal: view.ended,
    retryable: view.failure?.code === "provider_failure",
    file_name: view.record.documentName,
    total_pages: view.plan.pages,
    error_code: view.failure?.code ?? null,
    user_message: message,
    last_error: message ? { message, code: view.failure?.code ?? null } : null,
    cost_usd: phase === "succeeded" || phase === "partial" ? Math.round(view.plan.pages * 0.4) / 100 : null,
  };
}
