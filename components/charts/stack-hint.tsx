import { countOf, formatCount } from "#lib/format/count.ts";
import { ChartHint } from "./chart-hint.tsx";
import type { PreparedStack, StackBar } from "./stack.ts";
import { StackName } from "./stack-name.tsx";
import { marksAt } from "./time-axis.ts";

/** One bar's numbers, largest first, and what was marked there. */
export function StackHint({ bar, stack }: { bar: StackBar | undefined; stack: PreparedStack }) {
  if (!bar) return null;
  const notes = marksAt(stack.axis, bar.at);
  const before = { key: "before", mark: null, label: "period before", value: formatCount(bar.before ?? 0) };
  const compared = bar.before === null ? [] : [before];
  if (bar.gap) return <ChartHint title={bar.span} rows={compared} aside="nothing recorded" notes={notes} />;
  const rows = stack.series
    .map((series, i) => ({ series, count: bar.counts[i] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ series, count }) => ({
      key: series.key ?? "the rest",
      mark: null,
      label: <StackName series={series} />,
      value: formatCount(count),
    }));
  const aside = bar.unfinished ? `${countOf(bar.total, "failure")} so far` : countOf(bar.total, "failure");
  return <ChartHint title={bar.span} aside={aside} rows={[...rows, ...compared]} notes={notes} />;
}
