import { z } from "zod";
import { failureGroup } from "./failures.ts";
import { keyAside } from "./keys.ts";
import { creditTotals, instant, providerId, regionId, uuid } from "./primitives.ts";

export const healthStates = ["failing", "slow", "healthy", "quiet"] as const;
export type HealthState = (typeof healthStates)[number];

/** One provider × region with a key or with traffic in the window. */
export const overviewCell = z.object({
  provider: providerId,
  region: regionId,
  health: z.enum(healthStates),
  calls: z.number().int(),
  /** Calls in 24 equal buckets over the window, oldest first. */
  callsTrend: z.array(z.number().int()),
  failures: z.number().int(),
  /** Share of calls and jobs that failed, 0–1; null without traffic. */
  errorRate: z.number().nullable(),
  /** The same share over the seven days before the window; null without enough traffic. */
  usualErrorRate: z.number().nullable(),
  p95JobMs: z.number().nullable(),
  usualP95JobMs: z.number().nullable(),
  inFlight: z.number().int(),
  stuck: z.number().int(),
  creditsToday: creditTotals,
  /** Set while the gateway holds back calls to this place because nothing works there; the worst of all instances. */
  breaker: z
    .object({
      state: z.enum(["open", "half_open"]),
      since: instant,
      /** When the next call may try. */
      retryAt: instant,
      /** The last bad end: a status or a transport's code. */
      reason: z.string(),
    })
    .nullable(),
  key: z.object({
    state: z.enum(["works", "untested", "refused", "disabled", "missing", "unreachable", "aside"]),
    count: z.number().int(),
  }),
});
export type OverviewCell = z.infer<typeof overviewCell>;

export const overview = z.object({
  at: instant,
  from: instant,
  to: instant,
  cells: z.array(overviewCell),
  /** What is wrong right now, worst first; empty = nothing is. */
  alarms: z.array(
    z.object({
      provider: providerId,
      region: regionId,
      /** How many times its usual error rate; null when there is no usual yet. */
      times: z.number().nullable(),
      since: instant.nullable(),
      family: z.string(),
      whose: z.enum(["vendor", "caller", "operator", "unknown"]),
      clients: z.number().int(),
      documents: z.number().int(),
      stuck: z.number().int(),
      creditsLost: creditTotals,
    }),
  ),
  /** Keys their vendor refuses just now: an operator has to mend them. */
  keysAside: z.array(
    keyAside.extend({
      id: uuid,
      provider: providerId,
      region: regionId,
      label: z.string(),
      /** Keys of the same place that stand in for it; 0 = its calls still go out with it. */
      others: z.number().int(),
    }),
  ),
  newest: z.array(failureGroup),
  totals: z.object({ jobs: z.number().int(), failures: z.number().int() }),
});
export type Overview = z.infer<typeof overview>;
