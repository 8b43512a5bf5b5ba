import { type Exchange, type Route, route, routeName } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { refuse } from "../error-replies.ts";
import type { LlamaState } from "../state.ts";
import { uploadV1Parse } from "./upload-v1-parse.ts";
import { v1JobMetadata, v1Pages } from "./v1-parse-result.ts";
import { loadPolledV1Parse, loadV1Parse, type V1ParseView } from "./v1-parse-view.ts";

/** `/api/v1/parsing`, and the same under the path without a version that old clients still use. */
export function parseV1Routes(state: LlamaState): Route[] {
  const routes = [
    route("POST", "/api/v1/parsing/upload", (exchange) => uploadV1Parse(state, exchange)),
    route("GET", "/api/v1/parsing/job/{id}", (exchange) => jsonReply(200, jobBody(loadPolledV1Parse(state, exchange)))),
    route("GET", "/api/v1/parsing/job/{id}/details", (exchange) =>
      jsonReply(200, jobBody(loadV1Parse(state, exchange))),
    ),
    ...(["text", "markdown", "json"] as const).map((result) =>
      route("GET", `/api/v1/parsing/job/{id}/result/${result}`, (exchange) => resultReply(state, exchange, result)),
    ),
  ];
  return routes.flatMap((current) => [current, olderSpelling(current)]);
}

function olderSpelling(current: Route): Route {
  const path = current.path.replace("/api/v1/parsing", "/api/parsing");
  return { ...current, path, name: routeName(current) };
}

/** A good job carries no error fields; the upload's answer, unlike this one, has them as null. */
function jobBody(view: V1ParseView) {
  const { id, status, record } = view;
  if (status !== "ERROR") return { id, status };
  const message = record.failure?.jobMessage?.replaceAll("{id}", id) ?? null;
  return { id, status, error_code: record.failure?.code ?? null, error_message: message };
}

function resultReply(state: LlamaState, exchange: Exchange, result: "text" | "markdown" | "json"): Reply {
  const view = loadV1Parse(state, exchange);
  if (view.status !== "SUCCESS" && view.status !== "PARTIAL_SUCCESS") {
    return refuse("Parse Errors", "Result not found. Check job status to see if it has completed.");
  }
  const pages = v1Pages(view);
  const job_metadata = v1JobMetadata(state, view);
  if (result === "json") return jsonReply(200, { pages, job_metadata });
  const text = pages.map((page) => (result === "text" ? page.text : page.md)).join("\n\n---\n\n");
  return jsonReply(200, { [result]: text, job_metadata });
}
