import { countOf } from "#lib/format/count.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { ChartHint } from "./chart-hint.tsx";
import type { LatencyPoint } from "./prepare-latency.ts";
import { marksAt, type TimeAxis } from "./time-axis.ts";

/** One bucket's percentiles, and of how many. */
export function LatencyHint({ point, axis }: { point: LatencyPoint | undefined; axis: TimeAxis }) {
  if (!point) return null;
  const notes = marksAt(axis, point.at);
  const rows = (["p50", "p95", "p99"] as const).flatMap((key) => {
    const value = point[key];
    return value === null ? [] : [{ key, mark: null, label: key, value: formatDuration(value) }];
  });
  if (rows.length === 0) return <ChartHint title={point.span} aside="nothing recorded" rows={[]} notes={notes} />;
  const aside = `of ${countOf(point.n, "measured", "measured")}${point.unfinished ? " so far" : ""}`;
  return <ChartHint title={point.span} aside={aside} rows={rows} notes={notes} />;
}
