import type { DayRecord } from "./daily-store.ts";
import { dayMs } from "./forecast.ts";
import { type DailyCredits, historyDays } from "./period.ts";

/** Adds places up, day by day. */
export function toDaily(records: readonly DayRecord[]): DailyCredits {
  const daily = new Map<number, { reported: number; estimated: number; unknownJobs: number }>();
  for (const { at, reported, estimated, unknown } of records) {
    const sum = daily.get(at.getTime()) ?? { reported: 0, estimated: 0, unknownJobs: 0 };
    daily.set(at.getTime(), {
      reported: sum.reported + reported,
      estimated: sum.estimated + estimated,
      unknownJobs: sum.unknownJobs + unknown,
    });
  }
  return daily;
}

/** The days a running month and its forecast need: what is learned from, and the month itself. */
export function daysNeeded(now: Date): { from: Date; to: Date } {
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  return { from: new Date(today - historyDays * dayMs), to: new Date(today + dayMs) };
}
