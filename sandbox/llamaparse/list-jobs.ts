import type { Exchange } from "../http/exchange.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import { pageOf } from "../jobs/page-of.ts";
import type { JobKind } from "./job-record.ts";
import { type JobView, viewJob } from "./job-view.ts";
import { listQuery } from "./list-query.ts";
import { isGone, recordOf } from "./load-job.ts";
import { isVisible } from "./project.ts";
import type { LlamaState } from "./state.ts";

/**
 * Jobs of a kind, newest first. A stateless server cannot know them all: without `job_ids` the list shows those that
 * were created since the start, at most 5,000; with `job_ids` it answers for any valid id.
 */
export function listJobs(
  state: LlamaState,
  exchange: Exchange,
  kind: JobKind,
  statusOf: (view: JobView) => string,
  bodyOf: (view: JobView) => unknown,
): Reply {
  const query = listQuery(exchange);
  const views = recentViews(state, kind, query.jobIds).filter(
    (view) =>
      isVisible(exchange, view.record.projectId) &&
      view.record.createdAt >= query.createdFrom &&
      view.record.createdAt <= query.createdTo &&
      (query.statuses.length === 0 || query.statuses.includes(statusOf(view))),
  );
  const page = pageOf(views, (view) => view.id, query.size, query.token);
  return jsonReply(200, { items: page.items.map(bodyOf), next_page_token: page.nextToken, total_size: page.total });
}

/** Jobs that still exist: the named ones, or the recent ones. */
export function recentViews(state: LlamaState, kind: JobKind, ids: readonly string[]): JobView[] {
  const named = ids.length > 0 ? ids : state.recent[kind].newestKeys();
  return named.flatMap((id) => {
    const record = recordOf(state, kind, id);
    if (record === null) return [];
    const view = viewJob(state, id, record);
    return isGone(state, view) ? [] : [view];
  });
}
