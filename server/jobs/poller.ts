import type { Context } from "#server/platform/index.ts";
import { adapterOf } from "#server/providers/index.ts";
import type { Targets } from "#server/vault/index.ts";
import { dealPolls } from "./deal-polls.ts";
import { findDueLanes, type Lane, leaseDueJobs } from "./lane-store.ts";
import { livePollers } from "./live-pollers-store.ts";
import { pollJob } from "./poll-job.ts";
import { makePollLimits, type PollLimits } from "./poll-limits.ts";
import type { JobRow } from "./store.ts";

/** How long a leased job is another process's business, in milliseconds; longer than the longest poll. */
const leaseMs = 45_000;
/**
 * Polls one provider × region may have under way: more than a second's share of any vendor's limit, and fewer than the
 * connections to one origin, so that an operator's question finds one though the vendor hangs.
 */
const maxOfPlace = 48;
/** Polls under way at once in this process: several vendors may hang before another one waits for them. */
const maxUnderWay = 240;
/** How old the count of processes that poll may be, in milliseconds. */
const shareMaxAgeMs = 5_000;

/** The part of polling that lives in one process: what is under way, and what was sent lately. */
export interface Poller {
  /**
   * One round: leases what is due, as far as the vendors' limits allow, and begins to ask. It does not wait for the
   * answers: a vendor that hangs must not blind us to the others. A job it cannot ask about yet keeps its place in the
   * line. Returns how many jobs are being asked about because of it.
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
    limits.take(keyOf(targets, job), "get", adapterOf(job.provider).limits);
    const poll = pollSafely(ctx, targets, job).finally(() => underWay.delete(poll));
    underWay.set(poll, placeOf(job));
  };
  return {
    async round(targets) {
      await share.refresh();
      const now = ctx.clock.now();
      const lanes = await findDueLanes(ctx.db.sql, now);
      const shares = dealPolls(lanes, roomNow(targets, limits, underWay), Math.random);
      if (shares.length === 0) return 0;
      const due = await leaseDueJobs(ctx.db.sql, { owner: ctx.instanceId, now, leaseMs, shares });
      for (const job of due) start(targets, job);
      return due.length;
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

function roomNow(targets: Targets, limits: PollLimits, underWay: ReadonlyMap<unknown, string>) {
  const busy = Map.groupBy(underWay.values(), (place) => place);
  return {
    all: maxUnderWay - underWay.size,
    ofPlace(lane: Lane) {
      const name = placeOf(lane);
      return { name, polls: maxOfPlace - (busy.get(name)?.length ?? 0) };
    },
    ofKey(lane: Lane) {
      const name = keyOf(targets, lane);
      return { name, polls: limits.room(name, "get", adapterOf(lane.provider).limits) };
    },
  };
}

type Placed = Pick<JobRow, "provider" | "region" | "providerKeyId">;

function placeOf({ provider, region }: Placed): string {
  return `${provider}/${region}`;
}

/** The key a job is asked about with; without one nobody is asked, and the job is put off. */
function keyOf(targets: Targets, job: Placed): string {
  return targets.pick(job.provider, job.region, job.providerKeyId)?.id ?? `no key of ${placeOf(job)}`;
}

async function pollSafely(ctx: Context, targets: Targets, job: JobRow): Promise<void> {
  try {
    await pollJob(ctx, targets, job);
  } catch (error) {
    // The lease runs out and another round takes the job: nothing is lost by one failed poll.
    ctx.log.error({ err: error, jobId: job.id }, "poll failed inside Docket");
  }
}
