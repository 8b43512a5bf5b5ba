import { z } from "zod";
import { type Exchange, type Route, route } from "../../http/exchange.ts";
import { jsonReply, Refusal, type Reply } from "../../http/reply.ts";
import type { Phase } from "../../jobs/job-phase.ts";
import { pageOf } from "../../jobs/page-of.ts";
import { isoTime } from "../../time/clock.ts";
import { validationReply } from "../error-replies.ts";
import type { JobKind } from "../job-record.ts";
import type { JobView } from "../job-view.ts";
import { recentViews } from "../list-jobs.ts";
import { listQuery } from "../list-query.ts";
import { isVisible } from "../project.ts";
import type { LlamaState } from "../state.ts";

const kinds = { parse: "parse-v2", extract: "extract-v2", classify: "classify-v2" } as const satisfies Record<
  string,
  JobKind
>;
const querySchema = z.object({
  job_type: z.enum(["parse", "extract", "classify"]),
  hours: z.coerce.number().int().min(1).max(168).default(1),
});

/** Status words of this endpoint; the vendor shows `completed`, the others follow its transition names. */
const statuses: Record<Phase, string> = {
  queued: "pending",
  throttled: "throttled",
  running: "running",
  succeeded: "completed",
  partial: "completed",
  failed: "failed",
  cancelled: "cancelled",
};

/** `GET /api/v1/job-data-points`: recent jobs of one type with the moments they changed state. */
export function jobDataPointRoutes(state: LlamaState): Route[] {
  return [route("GET", "/api/v1/job-data-points", (exchange) => listDataPoints(state, exchange))];
}

function listDataPoints(state: LlamaState, exchange: Exchange): Reply {
  const parsed = querySchema.safeParse(Object.fromEntries(exchange.query));
  if (!parsed.success) {
    const loc = ["query", String(parsed.error.issues[0]?.path[0] ?? "job_type")];
    throw new Refusal(validationReply([{ type: "missing", loc, msg: "Field required", input: null }]));
  }
  const query = listQuery(exchange);
  const since = Math.max(query.createdFrom, state.world.clock.now() - parsed.data.hours * 3_600_000);
  const points = recentViews(state, kinds[parsed.data.job_type], query.jobIds)
    .filter(({ record }) => isVisible(exchange, record.projectId))
    .filter(({ record }) => record.createdAt >= since && record.createdAt <= query.createdTo)
    .map(dataPoint)
    .filter((point) => query.statuses.length === 0 || query.statuses.includes(point.status));
  const page = pageOf(points, (point) => point.id, query.size, query.token);
  return jsonReply(200, { items: page.items, next_page_token: page.nextToken, total_size: page.total });
}

/** `JobDataPoint` in the vendor's SDK 2.16.0. */
function dataPoint(view: JobView) {
  const { record, moment } = view;
  const { phase } = moment;
  const reached = (at: number | null) => (at !== null && at <= moment.since ? isoTime(at) : null);
  const ended = (...phases: Phase[]) => (phases.includes(phase) ? isoTime(moment.since) : null);
  return {
    id: view.id,
    project_id: record.projectId,
    created_at: isoTime(record.createdAt),
    updated_at: isoTime(moment.since),
    status: statuses[phase],
    custom_tag: "",
    error_message: view.errorMessage,
    state_transitions: {
      pending_at: isoTime(record.createdAt),
      throttled_at: reached(moment.throttledAt),
      running_at: reached(moment.runningAt),
      completed_at: ended("succeeded", "partial"),
      failed_at: ended("failed"),
      cancelled_at: ended("cancelled"),
    },
  };
}
