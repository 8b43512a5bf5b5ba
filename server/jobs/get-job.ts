import { z } from "zod";
import { type Exchange, jobDetail, type TimelineRow } from "#lib/contracts/jobs.ts";
import { isEndState } from "#lib/vocabulary.ts";
import { AppError, type Context, defineOperation } from "#server/platform/index.ts";
import { adapterOf } from "#server/providers/index.ts";
import { selectCall, selectJobCalls, selectTimeline, usualDurationMs } from "./detail-store.ts";
import { webhooksOf } from "./job-webhooks.ts";
import { idOfVendorJob, selectChildren, selectJob } from "./list-store.ts";
import { pollExchange } from "./poll-exchange.ts";
import { type JobRow, readJob } from "./store.ts";

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const shownCalls = 5;
const shownChildren = 50;
const usualWindowMs = 7 * 24 * 3_600_000;

/** Docket's id of a job or the vendor's, which may be long. */
export const jobId = z.object({ id: z.string().max(2_000) });

/** One job with its timeline and recorded exchanges. `id` is Docket's id or the vendor's. Throws `not_found`. */
export const getJob = defineOperation({
  name: "jobs.get",
  summary: "One job with its timeline",
  kind: "read",
  permission: "read",
  input: jobId,
  output: jobDetail,
  async run(ctx, input) {
    const now = ctx.clock.now();
    const id = await resolveId(ctx, input.id);
    // One after the other: a job seen as failed must also show why, whatever is written in between.
    const summary = await selectJob(ctx.db.sql, id, now);
    const row = await readJob(ctx.db.sql, id);
    if (!summary || !row) throw new AppError("not_found", "Docket knows no job with this id.");
    const [timeline, created, calls, usual, webhooks, parent, children] = await Promise.all([
      selectTimeline(ctx.db.sql, id),
      row.callId ? selectCall(ctx.db.sql, row.callId) : null,
      selectJobCalls(ctx.db.sql, id, shownCalls),
      usualDurationMs(ctx.db.sql, row, new Date(now.getTime() - usualWindowMs)),
      webhooksOf(ctx, row),
      parentOf(ctx, row),
      selectChildren(ctx.db.sql, row, now, shownChildren),
    ]);
    return {
      ...summary,
      vocabulary: row.vocabulary,
      parent,
      children,
      fileId: row.fileId,
      error: row.errorCode || row.errorMessage ? { code: row.errorCode, message: row.errorMessage } : null,
      timeline,
      exchanges: exchangesOf(timeline, created, calls),
      polling: { next: row.nextPollAt?.toISOString() ?? null, count: row.pollCount, errors: row.pollErrors },
      usualDurationMs: usual,
      can: abilities(row),
      webhooks,
    };
  },
});

async function parentOf(ctx: Context, { provider, region, parentVendorJobId }: JobRow) {
  if (!parentVendorJobId) return null;
  const [known] = await ctx.db.sql.query<{ id: string }>(
    "SELECT id FROM job WHERE provider = $1 AND region = $2 AND vendor_job_id = $3",
    [provider, region, parentVendorJobId],
  );
  return { vendorJobId: parentVendorJobId, id: known?.id ?? null };
}

/** Docket's id for either kind of id. */
export async function resolveId(ctx: Context, id: string): Promise<string> {
  const ours = uuidShape.test(id) && (await readJob(ctx.db.sql, id)) ? id : await idOfVendorJob(ctx.db.sql, id);
  if (!ours) throw new AppError("not_found", "Docket knows no job with this id.");
  return ours;
}

function abilities(row: JobRow) {
  const ask = { vocabulary: row.vocabulary, vendorJobId: row.vendorJobId, scope: row.vendorScope };
  const adapter = adapterOf(row.provider);
  return {
    poll: adapter.pollRequest(ask) !== null,
    cancel: !isEndState(row.state) && adapter.cancelRequest(ask) !== null,
  };
}

/** What "Request and response" shows: our newest poll, the creating call, and other calls whose bodies were kept. */
function exchangesOf(timeline: TimelineRow[], created: Exchange | null, calls: Exchange[]): Exchange[] {
  const polled = timeline.findLast((row) => typeof row.detail.body === "string");
  const others = calls.filter((call) => call.callId !== created?.callId);
  return [...(polled ? [pollExchange(polled)] : []), ...(created ? [{ ...created, label: "Create" }] : []), ...others];
}
