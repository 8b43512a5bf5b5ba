import { type NamedRange, type Scope, windowOf } from "#lib/contracts/scope.ts";
import { formatClock, formatDay } from "#lib/format/instant.ts";

export const rangeLabels: Record<NamedRange, string> = {
  "1h": "Last hour",
  "6h": "Last 6 hours",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

/** The scope's window in words: "Last 24 hours", or "20 Nov 14:00 – 16:30" for bounds of one's own. */
export function rangeWords(scope: Scope, zone: string, now: Date): string {
  if (!scope.from && !scope.to) return rangeLabels[scope.range ?? "24h"];
  const { from, to } = windowOf(scope, now);
  const start = `${formatDay(from, zone, now)} ${formatClock(from, zone, "minute")}`;
  if (!scope.to) return `Since ${start}`;
  const end = formatClock(to, zone, "minute");
  const sameDay = formatDay(from, zone) === formatDay(to, zone);
  return `${start} – ${sameDay ? end : `${formatDay(to, zone, now)} ${end}`}`;
}
