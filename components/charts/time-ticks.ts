import { formatClock, formatDay } from "#lib/format/instant.ts";

/** A label under a bucket. */
export interface TimeTick {
  /** Index of the bucket. */
  index: number;
  /** "14:00"; the day ("20 Nov") at midnight and on charts of days. */
  label: string;
}

const minuteSteps = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720];
const daySteps = [1, 2, 3, 5, 7, 10, 14, 30];

/**
 * Labels for buckets starting at `ats` (ms since 1970, ascending): on the clock's own round times in `zone` (an IANA
 * name), no more than `wanted` of them. A window too short to hold a round time is labelled at its first bucket.
 */
export function timeTicks(ats: readonly number[], zone: string, wanted = 6): TimeTick[] {
  const clocks = ats.map((at) => clockOf(at, zone));
  for (const step of minuteSteps) {
    const hits = clocks.flatMap((clock, index) => (crosses(step, clocks[index - 1], clock) ? [index] : []));
    if (hits.length > 1 && hits.length <= wanted) return hits.map((index) => tick(ats, index, zone, clocks));
  }
  const dayStarts = clocks.flatMap((clock, i) => (i > 0 && clocks[i - 1]?.day !== clock.day ? [i] : []));
  const starts = clocks[0]?.minutes === 0 ? [0, ...dayStarts] : dayStarts;
  const step = daySteps.find((n) => Math.ceil(starts.length / n) <= wanted) ?? 90;
  const days = starts.filter((_, i) => i % step === 0);
  if (days.length > 1) return days.map((index) => ({ index, label: clocks[index]?.day ?? "" }));
  return ats.length > 0 ? [tick(ats, 0, zone, clocks)] : [];
}

interface Clock {
  /** Since midnight. */
  minutes: number;
  day: string;
}

/** Whether a round time lies at this bucket's start, or between the one before it and this one. */
function crosses(step: number, before: Clock | undefined, clock: Clock): boolean {
  if (clock.minutes % step === 0) return true;
  if (!before) return false;
  return before.day !== clock.day || Math.floor(before.minutes / step) !== Math.floor(clock.minutes / step);
}

function clockOf(at: number, zone: string): Clock {
  const date = new Date(at);
  const [hours = 0, minutes = 0] = formatClock(date, zone, "minute").split(":").map(Number);
  return { minutes: hours * 60 + minutes, day: formatDay(date, zone) };
}

function tick(ats: readonly number[], index: number, zone: string, clocks: readonly Clock[]): TimeTick {
  const clock = clocks[index];
  if (clock?.minutes === 0) return { index, label: clock.day };
  return { index, label: formatClock(new Date(ats[index] ?? 0), zone, "minute") };
}
