import type { Context } from "#server/platform/index.ts";
import { adapterOf } from "#server/providers/index.ts";
import type { Targets } from "#server/vault/index.ts";
import { pollJob } from "./poll-job.ts";
import type { PollLimits } from "./poll-limits.ts";
import { type JobRow, leaseDueJobs, releaseLease } from "./store.ts";

/** How long a leased job is another process's business, in milliseconds; longer than the longest poll. */
const leaseMs = 45_000;
/** Jobs taken at once, which bounds the polls in flight. */
const batchSize = 24;

/** One round of polling: lease what is due, ask within the vendor's limits. Returns how many jobs were asked about. */
export async function pollDueJobs(ctx: Context, targets: Targets, limits: PollLimits): Promise<number> {
  const due = await leaseDueJobs(ctx.db.sql, {
    owner: ctx.instanceId,
    now: ctx.clock.now(),
    leaseMs,
    limit: batchSize,
  });
  const asked = await Promise.all(due.map((job) => pollWithinLimits(ctx, targets, limits, job)));
  return asked.filter(Boolean).length;
}

async function pollWithinLimits(ctx: Context, targets: Targets, limits: PollLimits, job: JobRow): Promise<boolean> {
  const keyId = targets.pick(job.provider, job.region, job.providerKeyId)?.id ?? "none";
  if (!limits.take(keyId, "get", adapterOf(job.provider).limits)) {
    await releaseLease(ctx.db.sql, job.id);
    return false;
  }
  try {
    await pollJob(ctx, targets, job);
    return true;
  } catch (error) {
    // The lease runs out and another round takes the job: nothing is lost by one failed round.
    ctx.log.error({ err: error, jobId: job.id }, "poll failed inside Docket");
    return false;
  }
}
