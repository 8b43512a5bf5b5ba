import { countOf, formatAmount } from "#lib/format/count.ts";
import { ChartHint } from "./chart-hint.tsx";
import type { CreditPoint } from "./prepare-credit-trend.ts";
import { marksAt, type TimeAxis } from "./time-axis.ts";

/** One point's numbers. */
export function CreditTrendHint({ point, axis }: { point: CreditPoint | undefined; axis: TimeAxis }) {
  if (!point) return null;
  const reported = point.reported ?? point.openReported;
  const band = point.estimated ?? point.openEstimated;
  const estimated = band ? band[1] - band[0] : 0;
  const rows = [
    reported !== null && { key: "reported", mark: null, label: "reported", value: formatAmount(reported) },
    estimated > 0 && { key: "estimated", mark: null, label: "estimated", value: formatAmount(estimated) },
    point.unknownJobs > 0 && { key: "unknown", mark: null, label: "unknown", value: countOf(point.unknownJobs, "job") },
  ].filter((row) => row !== false);
  const notes = marksAt(axis, point.at);
  if (rows.length === 0) return <ChartHint title={point.span} aside="nothing recorded" rows={[]} notes={notes} />;
  return <ChartHint title={point.span} aside={point.unfinished ? "so far" : undefined} rows={rows} notes={notes} />;
}
