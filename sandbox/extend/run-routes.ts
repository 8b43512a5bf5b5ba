import { type Exchange, type Route, route } from "../http/exchange.ts";
import { Refusal, type Reply } from "../http/reply.ts";
import { createBatch, getBatch } from "./batch.ts";
import { createRun, responseType, runSync } from "./create-run.ts";
import { findRun, listRuns, loadPolled, loadRun } from "./load-run.ts";
import { extendReply, refuse } from "./replies.ts";
import { requestError } from "./request-errors.ts";
import { runBody } from "./run-body.ts";
import { kinds, type RunKind, runKinds } from "./run-kinds.ts";
import { readJson } from "./run-request.ts";
import { viewRun } from "./run-view.ts";
import type { ExtendState } from "./state.ts";
import { announceCancelled } from "./webhooks.ts";

/** Every route of every kind of run, and what presigned addresses lead to. */
export function runRoutes(state: ExtendState): Route[] {
  return [
    ...runKinds.flatMap((kind) => routesOf(state, kind)),
    route("GET", "/batch_runs/{id}", (exchange) => getBatch(state, exchange)),
    route("POST", "/workflow_runs/{id}", async (exchange) => {
      await readJson(exchange);
      return extendReply(200, runBody(state, loadRun(state, exchange, "workflow")));
    }),
    route("GET", "/_storage/runs/{kind}/{id}", (exchange) => storedRun(state, exchange)),
  ];
}

function routesOf(state: ExtendState, kind: RunKind): Route[] {
  const { path, sync, batch, list, cancel, remove } = kinds[kind];
  const item = `${path}/{id}`;
  return [
    ...(sync === null ? [] : [route("POST", sync, (exchange) => runSync(state, exchange, kind))]),
    route("POST", path, (exchange) => createRun(state, exchange, kind)),
    route("GET", item, (exchange) => getRun(state, exchange, kind)),
    ...(list ? [route("GET", path, (exchange) => listRuns(state, exchange, kind))] : []),
    ...(batch ? [route("POST", `${path}/batch`, (exchange) => createBatch(state, exchange, kind))] : []),
    ...(cancel ? [route("POST", `${item}/cancel`, (exchange) => cancelRun(state, exchange, kind))] : []),
    ...(remove ? [route("DELETE", item, (exchange) => deleteRun(state, exchange, kind))] : []),
  ];
}

function getRun(state: ExtendState, exchange: Exchange, kind: RunKind): Reply {
  return extendReply(200, runBody(state, loadPolled(state, exchange, kind), responseType(exchange)));
}

/** That an ended workflow run cannot be cancelled is documented; the answer, and the same for other runs, is assumed. */
function cancelRun(state: ExtendState, exchange: Exchange, kind: RunKind): Reply {
  const view = loadRun(state, exchange, kind);
  if (view.ended) refuse(400, "INVALID_REQUEST", `A run that is ${view.status} cannot be cancelled`);
  state.cancelled.set(view.id, state.world.clock.now());
  const cancelled = viewRun(state, view.id, view.record);
  announceCancelled(state, cancelled);
  return extendReply(200, runBody(state, cancelled));
}

function deleteRun(state: ExtendState, exchange: Exchange, kind: RunKind): Reply {
  const { id } = loadRun(state, exchange, kind);
  state.deleted.set(id, true);
  return extendReply(200, { id });
}

/** What `outputUrl` gives: the output of a parse, the whole of any other run. */
function storedRun(state: ExtendState, { params }: Exchange): Reply {
  const kind = runKinds.find((name) => name === params.kind);
  const view = kind === undefined ? null : findRun(state, kind, params.id ?? "");
  if (view === null) throw new Refusal(requestError("http-404-not-found"));
  const body = runBody(state, view);
  return extendReply(200, view.record.kind === "parse" ? body.output : body);
}
