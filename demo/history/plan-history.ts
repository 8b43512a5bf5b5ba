import { choose, dayCurve, seeded } from "../plan.ts";
import { brokenSchema, forgotten, llamaparseDown, llamaparseTales } from "./llamaparse-tales.ts";
import { brokenFields, otherTales } from "./other-tales.ts";
import type { Tale } from "./tale.ts";

const dayMs = 24 * 3_600_000;
/** Nothing begins later than this before now, in milliseconds, so that what began has ended. */
const quietMs = 5 * 60_000;
const tales: readonly Tale[] = [...llamaparseTales, ...otherTales];

/** One thing that happened. */
export interface PastEvent {
  /** Milliseconds since 1970. */
  atMs: number;
  tale: Tale;
  /** The sequence that its own chances come from. */
  seed: number;
  slowness: number;
}

/** A day (UTC) of the past, or the part of it that is over. */
export interface PlannedDay {
  from: Date;
  to: Date;
  events: readonly PastEvent[];
}

/** What a history looks like. */
export interface HistoryOptions {
  days: number;
  now: Date;
  seed: number;
  /** Things that happen on a usual working day. */
  perDay: number;
}

/** What happened on each of the last days, oldest first. The same options plan the same history. */
export function planHistory({ days, now, seed, perDay }: HistoryOptions): PlannedDay[] {
  const today = Math.floor(now.getTime() / dayMs);
  const lastMs = now.getTime() - quietMs;
  return Array.from({ length: days + 1 }, (_, index) => today - days + index)
    .map((day) => planDay(day, today, { now, seed, perDay }))
    .map((day) => ({ ...day, events: day.events.filter(({ atMs }) => atMs > lastMs - days * dayMs && atMs < lastMs) }))
    .filter(({ events }) => events.length > 0);
}

function planDay(day: number, today: number, { now, seed, perDay }: Omit<HistoryOptions, "days">): PlannedDay {
  const random = seeded(Math.imul(day, 2_654_435_761) ^ seed);
  const events: PastEvent[] = [];
  const aDay = perDay * weekShape(day) * (0.85 + 0.3 * random());
  for (let share = 0; ; ) {
    share += -Math.log(1 - random()) / (aDay * dayCurve(share));
    if (share >= 1) break;
    const atMs = Math.round((day + share) * dayMs);
    const usual = choose(tales, random());
    const { tale, slowness } = weatherAt(usual, { day, today, hour: share * 24 });
    events.push({ atMs, tale, seed: Math.floor(random() * 2 ** 32), slowness });
  }
  // The vendor forgets jobs after two days, so these two are of yesterday.
  if (day === today - 1) events.push(...[13.2, 20.4].map((hour) => forgottenAt((day + hour / 24) * dayMs, seed)));
  const to = Math.min((day + 1) * dayMs, now.getTime());
  return { from: new Date(day * dayMs), to: new Date(to), events };
}

function forgottenAt(atMs: number, seed: number): PastEvent {
  return { atMs: Math.round(atMs), tale: forgotten, seed: (seed + atMs) % 2 ** 32, slowness: 1 };
}

/** Weekends are quiet. */
function weekShape(day: number): number {
  return isWorkday(day) ? 1 : 0.25;
}

/** Day 0, 1 January 1970, was a Thursday. */
function isWorkday(day: number): boolean {
  return (day + 4) % 7 !== 0 && (day + 4) % 7 !== 6;
}

/** The last working day that is at least `days` before another. */
function workdayBefore(day: number, days: number): number {
  const found = day - days;
  return isWorkday(found) ? found : workdayBefore(found, 1);
}

interface Moment {
  day: number;
  today: number;
  /** Of the day, 0 to 24. */
  hour: number;
}

/** What else was going on: an outage of some hours, a client's bad release, a slow afternoon. */
function weatherAt(tale: Tale, { day, today, hour }: Moment): Pick<PastEvent, "tale" | "slowness"> {
  const daysAgo = (days: number) => workdayBefore(today, days) === day;
  if (tale.provider === llamaparseDown.provider && daysAgo(6) && hour >= 12.5 && hour < 15.75)
    return { tale: { ...llamaparseDown, client: tale.client }, slowness: 1 };
  if (tale.client === brokenSchema.client && daysAgo(3) && hour >= 8.5 && hour < 17)
    return { tale: tale.provider === brokenSchema.provider ? brokenSchema : brokenFields, slowness: 1 };
  const slow = tale.provider === "extend" && daysAgo(12) && hour >= 10 && hour < 18;
  return { tale, slowness: slow ? 4 : 1 };
}
