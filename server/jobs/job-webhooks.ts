import { type DeliveryReason, type JobWebhooks, linkReasons } from "#lib/contracts/webhooks.ts";
import { isEndState } from "#lib/vocabulary.ts";
import type { Context } from "#server/platform/index.ts";
import { adapterOf } from "#server/providers/index.ts";
import type { JobRow } from "./store.ts";
import { askedForWebhooks, deliveriesOfJob, webhooksAreUsual } from "./webhook-store.ts";

/** A webhook that comes longer after the end than this is late, in milliseconds. */
const lateMs = 60_000;
/** One that has not come this long after the end is missing: vendors give up sooner. */
const missingMs = 10 * 60_000;
const usualWindowMs = 24 * 3_600_000;

/**
 * Holds a job's webhooks against what the polls found. One is expected when the call that made the job asked for it, or
 * when jobs of this provider, region and product had some in the last day.
 */
export async function webhooksOf(ctx: Context, job: JobRow): Promise<JobWebhooks> {
  const sql = ctx.db.sql;
  const deliveries = await deliveriesOfJob(sql, job.provider, job.region, job.vendorJobId);
  const heard = deliveries.filter(({ outcome }) => outcome === "accepted");
  const told = heard.find(({ says }) => says !== null && isEndState(says));
  const rest = {
    afterEndMs: told && job.endedAt ? told.at.getTime() - job.endedAt.getTime() : null,
    doubled: deliveries.filter(({ outcome }) => outcome === "doubled").length,
    rejected: deliveries.flatMap(({ outcome, at, reason }) =>
      outcome === "rejected" && reason ? [{ at: at.toISOString(), reason }] : [],
    ),
  };
  if (told) {
    if (!job.endedAt) return { state: "waiting", ...rest };
    if (told.says !== job.state) return { state: "disagrees", ...rest };
    return { state: (rest.afterEndMs ?? 0) > lateMs ? "late" : "agrees", ...rest };
  }
  if (heard.length === 0 && !(await isExpected(ctx, job))) return { state: "none", ...rest };
  const now = ctx.clock.now().getTime();
  if (heard.some((delivery) => isUnread(delivery, now))) return { state: "unread", ...rest };
  const overdue = job.endedAt && now - job.endedAt.getTime() > missingMs;
  return { state: overdue ? "missing" : "waiting", ...rest };
}

/** Its link was not read; one that still waits after all that time was forgotten when Docket was killed. */
function isUnread({ reason, at }: { reason: DeliveryReason | null; at: Date }, now: number): boolean {
  if (reason === "link_pending") return now - at.getTime() > lateMs;
  return linkReasons.some((each) => each === reason);
}

async function isExpected(ctx: Context, job: JobRow): Promise<boolean> {
  if (!adapterOf(job.provider).webhook) return false;
  if (job.callId && (await askedForWebhooks(ctx.db.sql, job.callId))) return true;
  return webhooksAreUsual(ctx.db.sql, job, new Date(ctx.clock.now().getTime() - usualWindowMs));
}
