import { formatClock, formatDay } from "./instant.ts";

/**
 * A stretch of time by the clock: "13:05–13:12", "20 Nov 23:50 – 21 Nov 00:10" over midnight, "since 13:05" while it
 * lasts (`to` = null). `zone` is an IANA name.
 */
export function clockSpan(from: Date, to: Date | null, zone: string): string {
  const begin = formatClock(from, zone, "minute");
  if (to === null) return `since ${begin}`;
  const end = formatClock(to, zone, "minute");
  const [day, lastDay] = [formatDay(from, zone), formatDay(to, zone)];
  return day === lastDay ? `${begin}–${end}` : `${day} ${begin} – ${lastDay} ${end}`;
}
