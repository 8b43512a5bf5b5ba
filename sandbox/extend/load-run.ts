import type { Exchange } from "../http/exchange.ts";
import { Refusal, type Reply } from "../http/reply.ts";
import { pageOf } from "../jobs/page-of.ts";
import { provokeRead } from "../provoke/provoked.ts";
import { edgePage, extendReply } from "./replies.ts";
import { requestError } from "./request-errors.ts";
import { runSummary } from "./run-body.ts";
import type { RunKind } from "./run-kinds.ts";
import { readRunId } from "./run-record.ts";
import { type RunView, tokensOf, viewRun } from "./run-view.ts";
import type { ExtendState } from "./state.ts";

/** How many polls fail before a run with failing polls answers. */
const failingPolls = 2;

/** The run a request names, or a 404. */
export function loadRun(state: ExtendState, exchange: Exchange, kind: RunKind): RunView {
  const view = findRun(state, kind, exchange.params.id ?? "");
  if (view === null) throw new Refusal(requestError("http-404-not-found"));
  provokeRead(state, exchange, tokensOf(view.record));
  return view;
}

/** A run that exists; null for a deleted or vanished one, and for an id of elsewhere. */
export function findRun(state: ExtendState, kind: RunKind, id: string): RunView | null {
  const record = state.recent[kind].get(id) ?? readRunId(kind, id);
  if (record === null || state.deleted.has(id)) return null;
  const view = viewRun(state, id, record);
  const { vanishMs } = view.plan.directives;
  const gone = vanishMs !== null && state.world.clock.now() - record.createdAt >= vanishMs;
  return gone ? null : view;
}

/** The same for a poll, which a run's tokens can make fail while the run lives on. */
export function loadPolled(state: ExtendState, exchange: Exchange, kind: RunKind): RunView {
  const view = loadRun(state, exchange, kind);
  const status = view.plan.directives.pollStatus;
  const polls = state.polls.get(view.id) ?? 0;
  if (status === null || polls >= failingPolls) return view;
  state.polls.set(view.id, polls + 1);
  throw new Refusal(pollFault(status));
}

function pollFault(status: number): Reply {
  if (status === 429) return requestError("http-429-rate-limit");
  if (status === 500) return requestError("http-500-internal-error");
  return edgePage(
    status,
    { 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out" }[status] ?? "Error",
  );
}

/** Recent runs of a kind, newest first. `limit` is the older name of `maxPageSize`. */
export function listRuns(state: ExtendState, { query }: Exchange, kind: RunKind): Reply {
  const wanted = (view: RunView) =>
    (query.get("status") ?? view.status) === view.status &&
    (query.get("batchId") ?? view.record.batchId) === view.record.batchId &&
    view.record.documentName.includes(query.get("fileNameContains") ?? "");
  const views = state.recent[kind].newestKeys().flatMap((id) => findRun(state, kind, id) ?? []);
  const size = Math.min(100, Math.max(1, Number(query.get("maxPageSize") ?? query.get("limit") ?? 10) || 10));
  const page = pageOf(views.filter(wanted), ({ id }) => id, size, query.get("nextPageToken"));
  const data = page.items.map((view) => runSummary(state, view));
  return extendReply(200, { object: "list", data, nextPageToken: page.nextToken ?? undefined });
}
