import { type Exchange, type Route, route } from "../../http/exchange.ts";
import { jsonReply, Refusal, type Reply } from "../../http/reply.ts";
import { pageOf } from "../../jobs/page-of.ts";
import { isoTime } from "../../time/clock.ts";
import { classifyRate, creditsAt, extractRate, parseCredits, splitRate } from "../credits.ts";
import { validationReply } from "../error-replies.ts";
import { billedPages } from "../extract-v2/extract-usage.ts";
import type { JobKind } from "../job-record.ts";
import type { JobView } from "../job-view.ts";
import { recentViews } from "../list-jobs.ts";
import { listQuery } from "../list-query.ts";
import { organizationId, userId } from "../project.ts";
import type { LlamaState } from "../state.ts";

/** What each kind of job reports once billing has recorded it: the event, how many, and what it cost. */
const metrics: Partial<Record<JobKind, (view: JobView) => { event: string; value: number; credits: number | null }>> = {
  "parse-v2": (view) => ({ event: "pages_parsed", value: view.plan.pages, credits: parseCredits(view) }),
  "extract-v2": (view) => {
    const value = billedPages(view);
    const rate = (extractRate(view.record.tier) * value) / view.plan.pages;
    return { event: "extraction_num_pages", value, credits: creditsAt(view, rate) };
  },
  "classify-v2": (view) => pageMetric(view, "pages_classified", classifyRate),
  split: (view) => pageMetric(view, "pages_split", splitRate),
  "split-beta": (view) => pageMetric(view, "pages_split", splitRate),
};

function pageMetric(view: JobView, event: string, rate: number) {
  return { event, value: view.plan.pages, credits: creditsAt(view, rate) };
}

/**
 * `GET /api/v1/beta/usage-metrics`: what recent jobs were billed, the only place where classify and split report it
 * (the vendor's OpenAPI document of June 2026; not in its SDK).
 */
export function usageMetricRoutes(state: LlamaState): Route[] {
  return [route("GET", "/api/v1/beta/usage-metrics", (exchange) => listMetrics(state, exchange))];
}

function listMetrics(state: LlamaState, exchange: Exchange): Reply {
  const { query } = exchange;
  if (!query.get("organization_id")) {
    const loc = ["query", "organization_id"];
    throw new Refusal(validationReply([{ type: "missing", loc, msg: "Field required", input: null }]));
  }
  const events = query.getAll("event_types");
  const firstDay = query.get("day_on_or_after") ?? "";
  const items = (Object.keys(metrics) as JobKind[])
    .flatMap((kind) => recentViews(state, kind, []))
    .flatMap(metricOf)
    .filter((item) => item.day >= firstDay && (events.length === 0 || events.includes(item.event_type)));
  const { size, token } = listQuery(exchange);
  const page = pageOf(items, (item) => item.id, size, token);
  return jsonReply(200, { items: page.items, next_page_token: page.nextToken, total_size: page.total });
}

function metricOf(view: JobView) {
  const metric = view.billed ? metrics[view.record.kind]?.(view) : undefined;
  if (metric === undefined || metric.credits === 0) return [];
  return [
    {
      id: `${view.id}:${metric.event}`,
      user_id: userId,
      event_type: metric.event,
      project_id: view.record.projectId,
      organization_id: organizationId,
      value: metric.value,
      day: isoTime(view.moment.endedAt).slice(0, 10),
      properties: { tier: view.record.tier || null },
      event_aggregation_key: view.id,
      event_aggregation_type: "job_id",
      credits: metric.credits,
    },
  ];
}
