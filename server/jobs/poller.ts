import type { Context } from "#server/platform/index.ts";
import { adapterOf } from "#server/providers/index.ts";
import type { Targets } from "#server/vault/index.ts";
import { livePollers } from "./live-pollers-store.ts";
import { pollJob } from "./poll-job.ts";
import { makePollLimits, type PollLimits } from "./poll-limits.ts";
import { deferPoll, leaseDueJobs } from "./poll-store.ts";
import type { JobRow } from "./store.ts";

/** How long a leased job is another process's business, in milliseconds; longer than the longest poll. */
const leaseMs = 45_000;
/** Jobs taken at once, and polls one provider × region may have under way before others go first. */
const batchSize = 24;
/** Polls under way at once in this process. */
const maxUnderWay = 96;
/** How old the count of processes that poll may be, in milliseconds. */
const shareMaxAgeMs = 5_000;
/** Until a job whose key is at its limit comes back, in milliseconds; up to twice that. */
const limitedDelayMs = 500;

/** The part of polling that lives in one process: what is under way, and what was sent lately. */
export interface Poller {
  /**
   * One round: leases what is due and begins to ask, within the vendors' limits. It does not wait for the answers: a
   * vendor that hangs must not blind us to the others. Returns how many jobs are being asked about because of it.
   */
  round(targets: Targets): Promise<number>;
  /** Resolves when no poll is under way. */
  idle(): Promise<void>;
}

export function makePoller(ctx: Context): Poller {
  const limits = makePollLimits(() => ctx.clock.now().getTime());
  const share = shareOfLimits(ctx, limits);
  const underWay = new Map<Promise<void>, string>();
  const start = (targets: Targets, job: JobRow) => {
    const poll = pollSafely(ctx, targets, job).finally(() => underWay.delete(poll));
    underWay.set(poll, placeOf(job));
  };
  return {
    async round(targets) {
      await share.refresh();
      const limit = Math.min(batchSize, maxUnderWay - underWay.size);
      if (limit <= 0) return 0;
      const now = ctx.clock.now();
      const full = fullPlaces(underWay);
      const due = await leaseDueJobs(ctx.db.sql, { owner: ctx.instanceId, now, leaseMs, limit, full });
      const allowed = await Promise.all(due.map((job) => mayAsk(ctx, targets, limits, job)));
      const asked = due.filter((_, index) => allowed[index]);
      for (const job of asked) start(targets, job);
      return asked.length;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.keys());
    },
  };
}

/** Keeps the limits told of how many processes poll; read now and then, because a round is often. */
function shareOfLimits(ctx: Context, limits: PollLimits) {
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    async refresh(): Promise<void> {
      const now = ctx.clock.now();
      if (now.getTime() - readAt < shareMaxAgeMs) return;
      readAt = now.getTime();
      limits.sharedBy(await livePollers(ctx.db.sql, now));
    },
  };
}

function placeOf({ provider, region }: JobRow): string {
  return `${provider}/${region}`;
}

function fullPlaces(underWay: ReadonlyMap<unknown, string>): string[] {
  const counts = Map.groupBy(underWay.values(), (place) => place);
  return [...counts].filter(([, polls]) => polls.length >= batchSize).map(([place]) => place);
}

/** Within the key's limit; a job beyond it is given back, and others go before it. */
async function mayAsk(ctx: Context, targets: Targets, limits: PollLimits, job: JobRow): Promise<boolean> {
  const keyId = targets.pick(job.provider, job.region, job.providerKeyId)?.id ?? "none";
  if (limits.take(keyId, "get", adapterOf(job.provider).limits)) return true;
  const delayMs = limitedDelayMs * (1 + Math.random());
  await deferPoll(ctx.db.sql, job.id, new Date(ctx.clock.now().getTime() + delayMs));
  return false;
}

async function pollSafely(ctx: Context, targets: Targets, job: JobRow): Promise<void> {
  try {
    await pollJob(ctx, targets, job);
  } catch (error) {
    // The lease runs out and another round takes the job: nothing is lost by one failed poll.
    ctx.log.error({ err: error, jobId: job.id }, "poll failed inside Docket");
  }
}
