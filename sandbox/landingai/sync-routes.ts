import type { JsonSchema } from "../content/fill-schema.ts";
import { type Exchange, type Route, route } from "../http/exchange.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import { provokeCreate } from "../provoke/provoked.ts";
import type { JobKind } from "../stand-in/job-record.ts";
import { documentNameOf, type RequestFields } from "../stand-in/read-fields.ts";
import { type JobView, makeJob, type StandIn } from "../stand-in/stand-in.ts";
import { workAtOnce } from "../stand-in/work-at-once.ts";
import { extractInput, parseInput, readInput } from "./read-input.ts";
import { errorReply, refuse } from "./replies.ts";
import { extraction, parseV1, parseV2 } from "./results.ts";
import { isV2, syncPaths } from "./route-names.ts";

/** Work inside a call has an id of its kind, which no job endpoint knows. */
const atOnce = (create: string): JobKind => ({ purpose: "landingai/sync", idPrefix: "sync-", create });

/** The calls that do their work at once. */
export function syncRoutes(state: StandIn): Route[] {
  return [
    ...syncPaths.parse.map((path) => route("POST", path, (exchange) => parse(state, exchange))),
    ...syncPaths.extract.map((path) => route("POST", path, (exchange) => extract(state, exchange))),
    ...syncPaths.build.map((path) => route("POST", path, (exchange) => buildSchema(state, exchange))),
    ...syncPaths.other.map((path) => route("POST", path, (exchange) => lookAt(state, exchange))),
    route("POST", "/v2/telemetry", () => jsonReply(200, {})),
  ];
}

/** Lets the work pass; a failure asked for by name answers in the place of a result. */
async function work(state: StandIn, exchange: Exchange, documentName: string, fields: object): Promise<JobView> {
  const directives = provokeCreate(state, exchange, documentName, fields);
  const view = makeJob(state, atOnce(exchange.route), { documentName, directives, note: {} });
  await workAtOnce(state.world, view);
  return view;
}

async function parse(state: StandIn, exchange: Exchange): Promise<Reply> {
  const input = await readInput(state, exchange);
  const { documentName, model } = parseInput(exchange, input);
  const view = await work(state, exchange, documentName, input.fields);
  const { pages, badPages } = view.plan;
  const v2 = isV2(exchange.route);
  if (pages > 100) {
    const limit = v2 ? `document has ${pages} pages; the per-request limit is 100` : "PDF must not exceed 100 pages";
    return refuse(exchange.route, 422, limit);
  }
  const body = v2 ? parseV2(view, model, "priority") : parseV1(view, model);
  if (badPages.length === pages) return everyPageFailed(exchange, v2 ? body : null);
  return jsonReply(badPages.length > 0 ? 206 : 200, body);
}

/** The second API still sends the whole body with its 500. */
function everyPageFailed({ route: name }: Exchange, body: object | null): Reply {
  return body === null ? errorReply(name, 500, "Failed to process the document") : jsonReply(500, body);
}

async function extract(state: StandIn, exchange: Exchange): Promise<Reply> {
  const input = await readInput(state, exchange);
  const { documentName, model, schema, inputChars } = extractInput(exchange, input);
  const view = await work(state, exchange, documentName, input.fields);
  const result = extraction(view, schema, model, isV2(exchange.route) ? "v2" : "v1", inputChars);
  return jsonReply(result.isPartial ? 206 : 200, result.body);
}

async function buildSchema(state: StandIn, exchange: Exchange): Promise<Reply> {
  const input = await readInput(state, exchange);
  const { fields, file } = input;
  if (!file && !fields.markdowns && !fields.markdown_urls && !fields.schema && !fields.prompt) {
    refuse(exchange.route, 422, "Must provide at least one of 'markdowns', 'markdown_urls', 'schema', or 'prompt'.");
  }
  const view = await work(state, exchange, documentNameOf(file), fields);
  const schema: JsonSchema = {
    type: "object",
    properties: { invoice_number: { type: "string" }, total: { type: "number" } },
  };
  const metadata = { duration_ms: 800, credit_usage: 1.5, job_id: view.id, version: "extract-20260314" };
  return jsonReply(200, { extraction_schema: JSON.stringify(schema), metadata });
}

/** Split, classify and section: small answers about the document. */
async function lookAt(state: StandIn, exchange: Exchange): Promise<Reply> {
  const input: RequestFields = await readInput(state, exchange);
  const { fields, file } = input;
  const name = documentNameOf(file, fields.document_url, fields.markdown_url, fields.markdownUrl);
  if (exchange.path.endsWith("classify")) checkClasses(exchange, fields.classes);
  const view = await work(state, exchange, name, fields);
  const metadata = {
    filename: name,
    duration_ms: 300,
    credit_usage: view.plan.pages,
    job_id: view.id,
    page_count: view.plan.pages,
  };
  if (exchange.path.endsWith("split")) {
    const pages = Array.from({ length: view.plan.pages }, (_, index) => index);
    return jsonReply(200, {
      splits: [{ classification: "invoice", identifier: null, pages, markdowns: [] }],
      metadata,
    });
  }
  if (exchange.path.endsWith("classify")) {
    const classification = [{ class: "invoice", page: 0, reason: "It names an amount due.", suggested_class: null }];
    return jsonReply(200, { classification, metadata });
  }
  return jsonReply(200, { table_of_contents: [], table_of_contents_md: "", metadata });
}

/** Lists have to come as JSON text; a form's own way of writing them is not read. */
function checkClasses({ route: name }: Exchange, classes: unknown): void {
  if (typeof classes !== "string") refuse(name, 422, "classes: Field required");
  try {
    JSON.parse(classes as string);
  } catch {
    refuse(name, 422, "classes: invalid JSON");
  }
}
