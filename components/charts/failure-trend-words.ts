import { countOf, formatCount, formatShare } from "#lib/format/count.ts";
import type { ChartTable } from "./chart-table.ts";
import type { FailureBar, RateFigures } from "./prepare-failure-trend.ts";
import type { StackSeries } from "./stack.ts";

/** The trend in one sentence, for those who cannot see it. */
export function summariseFailures(
  series: readonly StackSeries[],
  bars: readonly FailureBar[],
  now: RateFigures,
): string {
  const gaps = bars.filter((bar) => bar.gap).length;
  const gapWords = gaps > 0 ? ` Nothing was recorded in ${countOf(gaps, "bucket")}.` : "";
  if (now.failures === 0) return `No failure in ${countOf(bars.length - gaps, "recorded bucket")}.${gapWords}`;
  const causes = series.map((one) => `${one.label} ${formatCount(one.total)}`).join(", ");
  const share = now.rate === null ? "" : `, ${formatShare(now.rate)} of ${countOf(now.attempts, "attempt")}`;
  return `${countOf(now.failures, "failure")}${share}: ${causes}.${gapWords}`;
}

/** The trend's numbers; `zone` is the zone's name as it is shown. */
export function tabulateFailures(
  series: readonly StackSeries[],
  bars: readonly FailureBar[],
  zone: string,
  compared: boolean,
): ChartTable {
  const share = (rate: number | null) => (rate === null ? "–" : formatShare(rate));
  const earlier = (bar: FailureBar) => (bar.before === null ? "nothing recorded" : String(bar.before));
  return {
    head: [
      `Time, ${zone}`,
      "All",
      "Attempts",
      "Rate",
      ...(compared ? ["Period before", "Its rate"] : []),
      // Two vendors may have entries of one title: the id or code tells them apart.
      ...series.map(({ label, code, key, family }) => (family || !key ? label : `${label} (${code ?? key})`)),
    ],
    rows: bars.map((bar) => {
      const counted = (count: number | null) => (bar.gap || count === null ? "nothing recorded" : String(count));
      return {
        key: String(bar.at),
        cells: [
          bar.unfinished ? `${bar.span} (unfinished)` : bar.span,
          counted(bar.total),
          counted(bar.attempts),
          share(bar.rate),
          ...(compared ? [earlier(bar), share(bar.rateBefore)] : []),
          ...bar.counts.map(counted),
        ],
      };
    }),
  };
}
