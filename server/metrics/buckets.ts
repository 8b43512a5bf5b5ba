const minute = 60_000;
const hour = 60 * minute;
const widths = [
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  7 * 24 * hour,
];
const mostBuckets = 72;
/** Windows of more than this are counted by the day. */
const dailyFromMs = 14 * 24 * hour;

/** Equal buckets over a window, aligned to whole widths since 1970 UTC. */
export interface Buckets {
  /** Start of the first bucket. */
  from: Date;
  to: Date;
  bucketMs: number;
  starts: Date[];
}

/** The finest usual bucket width that keeps a chart readable over this window. */
export function bucketsOf(from: Date, to: Date): Buckets {
  const span = Math.max(minute, to.getTime() - from.getTime());
  const finest = span > dailyFromMs ? 24 * hour : minute;
  const bucketMs =
    widths.find((width) => width >= finest && span / width <= mostBuckets) ??
    Math.ceil(span / mostBuckets / (24 * hour)) * 24 * hour;
  const first = Math.floor(from.getTime() / bucketMs) * bucketMs;
  const starts: Date[] = [];
  for (let at = first; at < to.getTime(); at += bucketMs) starts.push(new Date(at));
  return { from: new Date(first), to, bucketMs, starts };
}

/**
 * SQL for the index of the bucket `column` falls in; binds nothing but numbers of our own making. `date_part` counts in
 * floating point: `extract` would do it in decimals, ten times as long.
 */
export function bucketIndexSql(column: string, { from, bucketMs }: Pick<Buckets, "from" | "bucketMs">): string {
  return `floor((date_part('epoch', ${column}) * 1000 - ${from.getTime()}) / ${bucketMs})::int`;
}
