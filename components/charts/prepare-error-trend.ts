import type { ErrorTrend } from "#lib/contracts/trends.ts";
import { countOf, formatCount } from "#lib/format/count.ts";
import { formatClock, zoneLabel } from "#lib/format/instant.ts";
import { type Family, families, familyLabels } from "#lib/vocabulary.ts";
import { axisTicks } from "./axis-ticks.ts";
import { bucketSpan, bucketWords } from "./bucket-words.ts";
import type { ChartTable } from "./chart-table.ts";
import { type TimeTick, timeTicks } from "./time-ticks.ts";

/** One stripe of the stack. `other` gathers the families beyond the top N. */
export interface ErrorSeries {
  key: Family | "other";
  label: string;
  total: number;
}

/** One bar. `counts` follow the order of `series`. */
export interface ErrorBar {
  /** Start, ms since 1970. */
  at: number;
  span: string;
  counts: number[];
  total: number;
  /** Nothing was recorded at all: drawn as a mark, never as a zero. */
  gap: boolean;
  /** Still filling: drawn pale, and said so. */
  unfinished: boolean;
}

/** A moment worth a line across the chart. */
interface ErrorMark {
  /** Start of the bucket it lies in, ms since 1970. */
  at: number;
  /** "since 14:02"; empty where it would run into its neighbour's. */
  label: string;
  /** Where the label has room: before the line, or after it near the chart's start. */
  side: "insideTopRight" | "insideTopLeft";
}

/** Everything the drawing of failures by cause needs; the drawing decides nothing. */
export interface PreparedErrorTrend {
  /** Bottom of the stack first. */
  series: ErrorSeries[];
  bars: ErrorBar[];
  /** "7 of 9 causes; the rest as other"; null when nothing was cut. */
  cut: string | null;
  per: string;
  xTicks: TimeTick[];
  yTicks: number[];
  marks: ErrorMark[];
  /** No failure in the window. */
  empty: boolean;
  /** One sentence for those who cannot see it. */
  summary: string;
  table: ChartTable;
}

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
  /** Moments to mark: ISO instants with a word each. */
  marks?: readonly { at: string; word: string }[];
}

/** Prepares failures by family for drawing. */
export function prepareErrorTrend(trend: ErrorTrend, options: ErrorTrendOptions): PreparedErrorTrend {
  const { series, hidden } = chooseSeries(trend, options.top ?? 7);
  const bars = trend.buckets.map((bucket) => prepareBar(bucket, trend.bucketMs, series, hidden, options.zone));
  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  const shown = series.filter((one) => one.key !== "other").length;
  return {
    series,
    bars,
    cut: hidden.length > 0 ? `${shown} of ${shown + hidden.length} causes, the rest as other` : null,
    per: `per ${bucketWords(trend.bucketMs)}`,
    xTicks: timeTicks(
      bars.map((bar) => bar.at),
      options.zone,
    ),
    yTicks: axisTicks(Math.max(0, ...bars.map((bar) => bar.total))),
    marks: placeMarks(options, bars, trend.bucketMs),
    empty: total === 0,
    summary: summarise(series, bars, total),
    table: tabulate(series, bars, zoneLabel(options.zone, new Date(trend.to))),
  };
}

function chooseSeries(trend: ErrorTrend, top: number): { series: ErrorSeries[]; hidden: Family[] } {
  const totals = families.map((key) => ({
    key,
    label: familyLabels[key],
    total: trend.buckets.reduce((sum, bucket) => sum + (bucket.byFamily[key] ?? 0), 0),
  }));
  const byTotal = totals.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  // A single cause beyond the top needs no gathering: it takes the place of "other".
  const kept = byTotal.length === top + 1 ? byTotal : byTotal.slice(0, top);
  const cut = byTotal.slice(kept.length);
  const series: ErrorSeries[] = kept.sort((a, b) => stackOrder.indexOf(a.key) - stackOrder.indexOf(b.key));
  if (cut.length === 0) return { series, hidden: [] };
  const rest = cut.reduce((sum, { total }) => sum + total, 0);
  return { series: [...series, { key: "other", label: "Other", total: rest }], hidden: cut.map(({ key }) => key) };
}

function prepareBar(
  bucket: ErrorTrend["buckets"][number],
  bucketMs: number,
  series: readonly ErrorSeries[],
  hidden: readonly Family[],
  zone: string,
): ErrorBar {
  const of = (family: Family) => bucket.byFamily[family] ?? 0;
  const counts = series.map(({ key }) =>
    key === "other" ? hidden.reduce((sum, family) => sum + of(family), 0) : of(key),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  const at = Date.parse(bucket.at);
  return {
    at,
    span: bucketSpan(at, bucketMs, zone),
    counts,
    total,
    gap: bucket.calls === null && total === 0,
    unfinished: bucket.unfinished,
  };
}

/** Share of the chart's width a mark's label takes. */
const labelWidth = 0.2;

/** Marks outside the window are left out; a label that would run into the one before it is, too. */
function placeMarks({ marks = [], zone }: ErrorTrendOptions, bars: readonly ErrorBar[], bucketMs: number): ErrorMark[] {
  const placed = new Map<number, ErrorMark>();
  let labelled = Number.NEGATIVE_INFINITY;
  for (const { at, word } of marks.toSorted((a, b) => a.at.localeCompare(b.at))) {
    const moment = Date.parse(at);
    const index = bars.findIndex((bar) => moment >= bar.at && moment < bar.at + bucketMs);
    const bar = bars[index];
    if (!bar || placed.has(bar.at)) continue;
    const hasRoom = index - labelled >= bars.length * labelWidth;
    if (hasRoom) labelled = index;
    const label = hasRoom ? `${word} ${formatClock(new Date(moment), zone, "minute")}` : "";
    placed.set(bar.at, { at: bar.at, label, side: index > bars.length / 4 ? "insideTopRight" : "insideTopLeft" });
  }
  return [...placed.values()];
}

function summarise(series: readonly ErrorSeries[], bars: readonly ErrorBar[], total: number): string {
  const gaps = bars.filter((bar) => bar.gap).length;
  const gapWords = gaps > 0 ? ` Nothing was recorded in ${countOf(gaps, "bucket")}.` : "";
  if (total === 0) return `No failure in ${countOf(bars.length - gaps, "recorded bucket")}.${gapWords}`;
  const causes = series.map((one) => `${one.label} ${formatCount(one.total)}`).join(", ");
  const highest = bars.reduce((a, b) => (b.total > a.total ? b : a));
  return `${countOf(total, "failure")}: ${causes}. Most in ${highest.span}: ${formatCount(highest.total)}.${gapWords}`;
}

function tabulate(series: readonly ErrorSeries[], bars: readonly ErrorBar[], zone: string): ChartTable {
  return {
    head: [`Time, ${zone}`, "All", ...series.map((one) => one.label)],
    rows: bars.map((bar) => ({
      key: String(bar.at),
      cells: [
        bar.unfinished ? `${bar.span} (unfinished)` : bar.span,
        ...[bar.total, ...bar.counts].map((count) => (bar.gap ? "nothing recorded" : String(count))),
      ],
    })),
  };
}
