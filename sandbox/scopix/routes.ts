import { fillSchema, type JsonSchema } from "../content/fill-schema.ts";
import { type Exchange, type Route, route } from "../http/exchange.ts";
import { emptyReply, jsonReply, Refusal, type Reply, textReply } from "../http/reply.ts";
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
import { detail, envelope } from "./errors.ts";

/** Largest upload, in bytes (scopix.ai/docs, the upload guide, 2026-11-20). */
const maxFileBytes = 100 * 1024 * 1024;

const document: JobKind = { purpose: "scopix/document", idPrefix: "doc_", create: "POST /files/upload" };
const batch: JobKind = { purpose: "scopix/batch", idPrefix: "ses_", create: "POST /files/upload/batch" };
const atOnce: JobKind = { purpose: "scopix/sync", idPrefix: "sync_", create: "POST /extract" };

/** The endpoints of both editions that make, do or tell something, below `/api/v2`'s place. */
export function routes(state: StandIn): Route[] {
  const uploading = (path: string) => route("POST", path, (exchange) => upload(state, exchange));
  return [
    uploading("/files/upload"),
    uploading("/user-files/upload/stream"),
    route("POST", "/document-uploads/confirm", (exchange) => upload(state, exchange)),
    route("POST", "/files/upload/batch", (exchange) => uploadBatch(state, exchange)),
    route("GET", "/files", () => listFiles(state)),
    route("GET", "/documents", () => listFiles(state)),
    route("GET", "/files/{id}", (exchange) => jsonReply(200, fileBody(load(state, exchange, document)))),
    route("DELETE", "/files/{id}", (exchange) => remove(state, exchange)),
    route("GET", "/document-uploads/{id}/status", (exchange) => documentStatus(state, exchange)),
    route("GET", "/uploads/sessions/{id}/status", (exchange) => sessionStatus(state, exchange)),
    route("POST", "/uploads/sessions/{id}/cancel", (exchange) => cancelSession(state, exchange)),
    route("POST", "/extract", (exchange) => extract(state, exchange)),
    route("POST", "/custom-extraction-schemas", () => jsonReply(201, { id: "ces_1", name: "schema" })),
    route("GET", "/custom-extraction-schemas", () => jsonReply(200, { items: [] })),
    route("POST", "/chat/sessions", () => jsonReply(201, { id: "chat_1" })),
    route("POST", "/chat/sessions/{id}/messages/stream", (exchange) => chat(state, exchange)),
    route("GET", "/usage/breakdown", () => jsonReply(200, breakdown)),
    route("GET", "/payment/credit-balance", () =>
      jsonReply(200, { prepaid_balance: 0, included_remaining: 2_400, total_available: 2_400 }),
    ),
  ];
}

const breakdown = {
  current_month: "2026-11",
  total_credits_used: 100,
  monthly_limit: 2_500,
  remaining_credits: 2_400,
  usage_percentage: 4,
  reset_date: "2026-12-01T00:00:00Z",
};

async function read(state: StandIn, exchange: Exchange): Promise<RequestFields> {
  const limit = state.world.maxUploadBytes ?? maxFileBytes;
  const result = await readFields(exchange, { fileFields: ["file", "files"], maxFileBytes: limit });
  const tooLarge = "File exceeds maximum size limit or storage quota exceeded";
  if (result === "too-large") throw new Refusal(envelope(413, "HTTP_413", tooLarge));
  if (result === "malformed") throw new Refusal(detail(400, "Invalid request syntax or parameters"));
  return result;
}

function missing(...loc: string[]): never {
  throw new Refusal(detail(422, [{ type: "missing", loc: ["body", ...loc], msg: "Field required", input: null }]));
}

async function upload(state: StandIn, exchange: Exchange): Promise<Reply> {
  const input = await read(state, exchange);
  if (!input.file && exchange.path !== "/document-uploads/confirm") missing("file");
  const documentName = documentNameOf(input.file, input.fields.filename);
  const directives = provokeCreate(state, exchange, documentName, input.fields);
  const view = makeJob(state, document, { documentName, directives, note: {} });
  return jsonReply(201, {
    ...fileBody(view),
    image_id: view.id,
    object_key: `uploads/${view.id}`,
    upload_method: "STREAMING",
    status: "completed",
    processing_time_ms: 80,
    description_queued: false,
    skipped: false,
    media_type: "document",
  });
}

function fileBody(view: JobView) {
  return {
    id: view.id,
    filename: view.record.documentName,
    document_type: "pdf",
    text_extraction_status: documentWord(view),
    page_count: view.ended ? view.plan.pages : null,
  };
}

function documentWord({ moment }: JobView): string {
  if (moment.phase === "queued" || moment.phase === "throttled") return "pending";
  if (moment.phase === "running") return "processing";
  return moment.phase === "failed" || moment.phase === "cancelled" ? "failed" : "completed";
}

function load(state: StandIn, exchange: Exchange, kind: JobKind): JobView {
  const view = findJob(state, kind, exchange.params.id ?? "");
  if (view === null) throw new Refusal(detail(404, "Resource does not exist or you don't have access"));
  provokeRead(state, exchange, tokensOf(view.record));
  const failing = failingPoll(state, view);
  if (failing !== null)
    throw new Refusal(textReply(failing, failing === 500 ? "Internal Server Error" : "upstream error"));
  return view;
}

/** A document's status has no field for a reason. */
function documentStatus(state: StandIn, exchange: Exchange): Reply {
  const view = load(state, exchange, document);
  return jsonReply(200, { document_id: view.id, ...fileBody(view) });
}

async function uploadBatch(state: StandIn, exchange: Exchange): Promise<Reply> {
  const input = await read(state, exchange);
  if (!input.file) missing("files");
  const documentName = documentNameOf(input.file);
  const directives = provokeCreate(state, exchange, documentName, input.fields);
  return jsonReply(201, sessionBody(makeJob(state, batch, { documentName, directives, note: {} })));
}

function sessionBody(view: JobView) {
  const { phase } = view.moment;
  const words = {
    queued: "pending",
    throttled: "pending",
    running: "processing",
    succeeded: "completed",
    partial: "partially_completed",
  };
  const message = view.failure?.jobMessage ?? (phase === "partial" ? "page 2 could not be read" : null);
  return {
    batch_id: view.id,
    session_id: view.id,
    status: phase in words ? words[phase as keyof typeof words] : phase,
    filename: view.record.documentName,
    error_summary: message === null ? null : { count: 1, messages: [message] },
  };
}

const sessionStatus = (state: StandIn, exchange: Exchange) => jsonReply(200, sessionBody(load(state, exchange, batch)));

function cancelSession(state: StandIn, exchange: Exchange): Reply {
  const view = load(state, exchange, batch);
  state.cancelled.set(view.id, state.world.clock.now());
  return jsonReply(200, { session_id: view.id, status: "cancelled" });
}

function listFiles(state: StandIn): Reply {
  return jsonReply(200, { items: recentJobs(state, document).slice(0, 50).map(fileBody) });
}

function remove(state: StandIn, exchange: Exchange): Reply {
  state.deleted.set(load(state, exchange, document).id, true);
  return emptyReply(204);
}

/** An extraction from an image: one of three inputs, and a schema or the id of one. */
async function extract(state: StandIn, exchange: Exchange): Promise<Reply> {
  const { fields, file } = await read(state, exchange);
  if (!fields.schema && !fields.custom_schema_id) missing("schema");
  if (!fields.image_url && !fields.image_base64 && !fields.file_id && !file) missing("image_url");
  const documentName = documentNameOf(file, fields.image_url);
  const directives = provokeCreate(state, exchange, documentName, fields);
  const view = makeJob(state, atOnce, { documentName, directives, note: {} });
  await workAtOnce(state.world, view);
  const schema = (typeof fields.schema === "object" ? fields.schema : {}) as JsonSchema;
  return jsonReply(200, {
    extracted_data: fillSchema(schema, documentName),
    processing_time_ms: 900,
    provider: "google",
    model: "gemini-3-flash-preview",
    usage: { input_tokens: 1_200, output_tokens: 90 },
  });
}

/** A chat's stream; `fail-timeout` and `auth-error` in the message end it with an error inside its 200. */
async function chat(state: StandIn, exchange: Exchange): Promise<Reply> {
  const { fields } = await read(state, exchange);
  const message = String(fields.message ?? fields.content ?? "");
  provokeCreate(state, exchange, message, fields);
  const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  const end = message.includes("fail-timeout")
    ? event("error", { type: "error", message: "Operation timed out", code: "TIMEOUT" })
    : message.includes("auth-error")
      ? event("auth_error", { type: "auth_error", error: "Session expired" })
      : event("done", { type: "done" });
  return textReply(200, event("token", { type: "token", text: "The total is 12." }) + end, "text/event-stream");
}
