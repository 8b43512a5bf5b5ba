import { familyColor } from "#components/ui/family-look.ts";
import type { ErrorTrend } from "#lib/contracts/trends.ts";
import { countOf, formatCount } from "#lib/format/count.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { type Family, families, familyLabels } from "#lib/vocabulary.ts";
import { axisTicks } from "./axis-ticks.ts";
import { bucketSpan, bucketWords } from "./bucket-words.ts";
import type { ChartTable } from "./chart-table.ts";
import { gatheredColor, type PreparedStack, type StackBar, type StackSeries } from "./stack.ts";
import { type MarkedMoment, prepareTimeAxis, type TimeAxis } from "./time-axis.ts";
import { withMarks } from "./with-marks.ts";

/** The vendor's own faults stand at the bottom, where their height can be read; unknown causes on top. */
const stackOrder: readonly Family[] = [
  "vendor_fault",
  "unavailable",
  "network",
  "rate_limit",
  "quota",
  "unsupported_file",
  "file_too_large",
  "protected_file",
  "corrupt_file",
  "empty_result",
  "invalid_schema",
  "invalid_request",
  "not_found",
  "conflict",
  "timeout",
  "refusal",
  "partial_result",
  "auth",
  "permission",
  "region_mismatch",
  "unclassified",
];

export interface ErrorTrendOptions {
  /** IANA name. */
  zone: string;
  /** How many causes are told apart; 7 unless given. */
  top?: number;
  marks?: readonly MarkedMoment[];
}

/** Prepares failures by family for drawing. */
export function prepareErrorTrend(trend: ErrorTrend, options: ErrorTrendOptions): PreparedStack {
  const { zone, marks } = options;
  const { series, hidden } = chooseSeries(trend, options.top ?? 7);
  const bars = trend.buckets.map((bucket) => prepareBar(bucket, trend.bucketMs, series, hidden, zone));
  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  const shown = series.filter((one) => one.key !== null).length;
  const ats = bars.map((bar) => bar.at);
  const axis = prepareTimeAxis(ats, { bucketMs: trend.bucketMs, to: trend.to, zone, marks });
  return {
    series,
    bars,
    axis,
    cut: hidden.length > 0 ? `${shown} of ${shown + hidden.length} causes, the rest as other` : null,
    per: `per ${bucketWords(trend.bucketMs)}`,
    yTicks: axisTicks(Math.max(0, ...bars.map((bar) => bar.total))),
    compared: false,
    empty: total === 0,
    summary: summarise(series, bars, total),
    table: tabulate(series, bars, axis),
  };
}

const gathered = { key: null, label: "Other", code: null, family: null, color: gatheredColor };

function chooseSeries(trend: ErrorTrend, top: number): { series: StackSeries[]; hidden: Family[] } {
  const totals = families.map((key) => ({
    key,
    label: familyLabels[key],
    code: null,
    family: key,
    color: familyColor(key),
    total: trend.buckets.reduce((sum, bucket) => sum + (bucket.byFamily[key] ?? 0), 0),
  }));
  const byTotal = totals.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  // A single cause beyond the top needs no gathering: it takes the place of "other".
  const kept = byTotal.length === top + 1 ? byTotal : byTotal.slice(0, top);
  const cut = byTotal.slice(kept.length);
  const series: StackSeries[] = kept.toSorted((a, b) => stackOrder.indexOf(a.key) - stackOrder.indexOf(b.key));
  if (cut.length === 0) return { series, hidden: [] };
  const rest = cut.reduce((sum, { total }) => sum + total, 0);
  return { series: [...series, { ...gathered, total: rest }], hidden: cut.map(({ key }) => key) };
}

function prepareBar(
  bucket: ErrorTrend["buckets"][number],
  bucketMs: number,
  series: readonly StackSeries[],
  hidden: readonly Family[],
  zone: string,
): StackBar {
  const of = (family: Family) => bucket.byFamily[family] ?? 0;
  const counts = series.map(({ family }) =>
    family === null ? hidden.reduce((sum, one) => sum + of(one), 0) : of(family),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  const at = Date.parse(bucket.at);
  return {
    at,
    span: bucketSpan(at, bucketMs, zone),
    counts,
    total,
    before: null,
    gap: bucket.calls === null && total === 0,
    unfinished: bucket.unfinished,
  };
}

function summarise(series: readonly StackSeries[], bars: readonly StackBar[], total: number): string {
  const gaps = bars.filter((bar) => bar.gap).length;
  const gapWords = gaps > 0 ? ` Nothing was recorded in ${countOf(gaps, "bucket")}.` : "";
  if (total === 0) return `No failure in ${countOf(bars.length - gaps, "recorded bucket")}.${gapWords}`;
  const causes = series.map((one) => `${one.label} ${formatCount(one.total)}`).join(", ");
  const highest = bars.reduce((a, b) => (b.total > a.total ? b : a));
  return `${countOf(total, "failure")}: ${causes}. Most in ${highest.span}: ${formatCount(highest.total)}.${gapWords}`;
}

function tabulate(series: readonly StackSeries[], bars: readonly StackBar[], axis: TimeAxis): ChartTable {
  const table = {
    head: [`Time, ${zoneLabel(axis.zone, new Date(axis.end))}`, "All", ...series.map((one) => one.label)],
    rows: bars.map((bar) => ({
      key: String(bar.at),
      cells: [
        bar.unfinished ? `${bar.span} (unfinished)` : bar.span,
        ...[bar.total, ...bar.counts].map((count) => (bar.gap ? "nothing recorded" : String(count))),
      ],
    })),
  };
  return withMarks(table, axis);
}
