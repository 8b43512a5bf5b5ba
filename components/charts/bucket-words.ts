import { formatClock, formatDay } from "#lib/format/instant.ts";

const words: readonly [ms: number, plural: string, singular: string][] = [
  [86_400_000, "days", "day"],
  [3_600_000, "hours", "hour"],
  [60_000, "minutes", "minute"],
  [1000, "seconds", "second"],
];

/** A bucket's length in words: 1800000 → "30 minutes", 3600000 → "hour", 86400000 → "day". */
export function bucketWords(bucketMs: number): string {
  for (const [ms, plural, singular] of words) {
    if (bucketMs === ms) return singular;
    if (bucketMs > ms && bucketMs % ms === 0) return `${bucketMs / ms} ${plural}`;
  }
  return `${bucketMs} ms`;
}

/** A bucket's bounds for a hint or a table row, in `zone`: "20 Nov 14:00–14:30", "20 Nov" for whole days. */
export function bucketSpan(at: number, bucketMs: number, zone: string): string {
  const from = new Date(at);
  const to = new Date(at + bucketMs);
  if (bucketMs % 86_400_000 === 0) return formatDay(from, zone);
  return `${formatDay(from, zone)} ${formatClock(from, zone, "minute")}–${formatClock(to, zone, "minute")}`;
}
