import { Registry } from "prom-client";
import { findLosses, makeBudgetWatch } from "#server/credits/index.ts";
import { beat, ensurePartitions, interruptOrphans } from "#server/gateway/index.ts";
import { watchBreakers } from "#server/incidents/index.ts";
import {
  dropOldDeliveries,
  endOrphanedLeases,
  learnStuckThresholds,
  makePollBacklog,
  makePoller,
  type Poller,
} from "#server/jobs/index.ts";
import { foldRollups, tidyRollups } from "#server/metrics/index.ts";
import type { Context } from "#server/platform/index.ts";
import { removeWhatIsDue } from "#server/retention/index.ts";
import { lookAfterAsideKeys, makeTargets } from "#server/vault/index.ts";
import { beatEveryMs, loop } from "./loop.ts";
import { makeSteadyBeat, type SteadyBeat } from "./steady-beat.ts";

const pollEveryMs = 250;
const backlogEveryMs = 5_000;
const foldEveryMs = 1_000;
const lossesEveryMs = 5_000;
const budgetsEveryMs = 10_000;
const tidyEveryMs = 3_600_000;
const retentionEveryMs = 24 * 3_600_000;
const asideEveryMs = 5_000;
const learnEveryMs = 60_000;
const incidentsEveryMs = 2_000;
/** A process not heard of for this long is gone, in milliseconds. */
const deadAfterMs = 15_000;
const sweepEveryMs = 10_000;
const partitionsEveryMs = 6 * 3_600_000;
/** How long webhook deliveries are kept, in milliseconds. */
const deliveriesKeptMs = 14 * 24 * 3_600_000;
const targetsMaxAgeMs = 15_000;

/** The work that goes on without anyone asking. */
export interface Loops {
  /** The loops whose last good round is too long ago, or has not come yet; for `/readyz`. */
  stale(now: Date): string[];
  /** What the loops say on `/metrics`. */
  metrics: Registry;
  /** Ends every loop after its current round, and waits for the polls under way. */
  stop(): Promise<void>;
}

/** What a process says of itself in its heartbeat. */
export interface InstanceInfo {
  id: string;
  host: string;
  pid: number;
  startedAt: Date;
  role: string;
}

/** Starts the loops of this process: heartbeat, poller, take-over of dead processes' calls, partitions. */
export async function startLoops(ctx: Context, instance: InstanceInfo): Promise<Loops> {
  const steady = makeSteadyBeat(() => ctx.clock.now().getTime(), beatEveryMs, deadAfterMs);
  const heartbeat = async () => {
    await beat(ctx.db.sql, instance, ctx.clock.now());
    steady.beaten();
  };
  await heartbeat();
  await ensurePartitions(ctx.db.sql, ctx.clock.now());
  const loops = [
    loop(ctx, "heartbeat", beatEveryMs, heartbeat),
    loop(ctx, "partitions", partitionsEveryMs, () => ensurePartitions(ctx.db.sql, ctx.clock.now())),
  ];
  const poller = makePoller(ctx);
  const backlog = makePollBacklog(ctx);
  const budgets = makeBudgetWatch(ctx);
  if (ctx.env.role !== "web") {
    loops.push(
      loop(ctx, "old webhooks", partitionsEveryMs, () =>
        dropOldDeliveries(ctx.db.sql, new Date(ctx.clock.now().getTime() - deliveriesKeptMs)),
      ),
      loop(ctx, "keys aside", asideEveryMs, () => lookAfterAsideKeys(ctx)),
      loop(ctx, "orphans", sweepEveryMs, () => sweepOrphans(ctx, steady)),
      loop(ctx, "rollups", foldEveryMs, () => foldRollups(ctx)),
      loop(ctx, "retention", retentionEveryMs, () => removeWhatIsDue(ctx)),
      loop(ctx, "losses", lossesEveryMs, () => findLosses(ctx)),
      loop(ctx, "budgets", budgetsEveryMs, () => budgets.round()),
      loop(ctx, "old rollups", tidyEveryMs, () => tidyRollups(ctx)),
      loop(ctx, "incidents", incidentsEveryMs, () => watchBreakers(ctx)),
      loop(ctx, "stuck thresholds", learnEveryMs, () => learnStuckThresholds(ctx)),
      loop(ctx, "poll backlog", backlogEveryMs, () => backlog.round()),
      loop(ctx, "poller", pollEveryMs, await pollRound(ctx, poller)),
    );
  }
  return {
    metrics: Registry.merge([budgets.metrics, backlog.metrics]),
    stale: (now) => loops.filter(({ isStale }) => isStale(now)).map(({ name }) => name),
    async stop() {
      await Promise.all(loops.map((each) => each.stop()));
      await poller.idle();
    },
  };
}

async function sweepOrphans(ctx: Context, steady: SteadyBeat): Promise<void> {
  if (!steady.mayJudge()) return;
  const now = ctx.clock.now();
  const deadBefore = new Date(now.getTime() - deadAfterMs);
  await endOrphanedLeases(ctx.db.sql, { self: ctx.instanceId, deadBefore });
  const count = await interruptOrphans(ctx.db.sql, { self: ctx.instanceId, deadBefore, now });
  if (count > 0) ctx.log.warn({ count }, "calls of a process that is gone are marked interrupted");
}

/** One round of the poller, with the provider keys re-read on news and by age. */
async function pollRound(ctx: Context, poller: Poller): Promise<() => Promise<void>> {
  let targets = await makeTargets(ctx);
  let readAt = ctx.clock.now().getTime();
  ctx.bus.subscribe("keys_changed", () => {
    readAt = 0;
  });
  return async () => {
    const now = ctx.clock.now().getTime();
    if (now - readAt > targetsMaxAgeMs) {
      targets = await makeTargets(ctx);
      readAt = now;
    }
    await poller.round(targets);
  };
}
