import { countOf, formatCount } from "#lib/format/count.ts";
import { ChartHint } from "./chart-hint.tsx";
import type { ErrorBar, PreparedErrorTrend } from "./prepare-error-trend.ts";
import { SeriesName } from "./series-look.tsx";

/** One bar's numbers, largest first. */
export function ErrorTrendHint({ bar, trend }: { bar: ErrorBar | undefined; trend: PreparedErrorTrend }) {
  if (!bar) return null;
  if (bar.gap) return <ChartHint title={bar.span} rows={[]} aside="nothing recorded" />;
  const rows = trend.series
    .map((series, i) => ({ series, count: bar.counts[i] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ series, count }) => ({
      key: series.key,
      mark: null,
      label: <SeriesName series={series} />,
      value: formatCount(count),
    }));
  const aside = bar.unfinished ? `${countOf(bar.total, "failure")} so far` : countOf(bar.total, "failure");
  return <ChartHint title={bar.span} aside={aside} rows={rows} />;
}
