import { Gauge, Registry } from "prom-client";
import type { Context } from "#server/platform/index.ts";
import { type Backlog, countDue } from "./lane-store.ts";

const labelNames = ["provider", "region", "awaits"] as const;

/** Watches what waits to be polled. */
export interface PollBacklog {
  /** Looks anew; between two looks the figures stay, so that reading them never waits for the database. */
  round(): Promise<void>;
  metrics: Registry;
}

/** Makes the watch. Each process that polls tells of the same jobs: they are not to be summed over instances. */
export function makePollBacklog(ctx: Context): PollBacklog {
  const metrics = new Registry();
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames, registers: [metrics], aggregator: "max" });
  const waiting = gauge("docket_polls_due", "Jobs that are due to be asked about and not yet asked about");
  const oldest = gauge("docket_polls_due_oldest_seconds", "How long the first of them has been due");
  return {
    metrics,
    async round() {
      const now = ctx.clock.now();
      const backlog = await countDue(ctx.db.sql, now);
      // A place that was told of once is told of as empty; a gap would look like no news.
      for (const { labels } of (await waiting.get()).values) {
        waiting.set(labels, 0);
        oldest.set(labels, 0);
      }
      for (const part of backlog) {
        waiting.set(labelsOf(part), part.jobs);
        oldest.set(labelsOf(part), (now.getTime() - part.dueAt.getTime()) / 1_000);
      }
    },
  };
}

function labelsOf({ provider, region, isBill }: Backlog) {
  return { provider, region, awaits: isBill ? "bill" : "end" };
}
