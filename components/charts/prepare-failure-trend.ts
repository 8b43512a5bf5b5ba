import { familyColor } from "#components/ui/family-look.ts";
import type { FailureSeries } from "#lib/contracts/questions.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { type Family, families } from "#lib/vocabulary.ts";
import { axisTicks } from "./axis-ticks.ts";
import { bucketSpan, bucketWords } from "./bucket-words.ts";
import { summariseFailures, tabulateFailures } from "./failure-trend-words.ts";
import { openSplit } from "./open-split.ts";
import { gatheredColor, type PreparedStack, type StackBar, type StackSeries } from "./stack.ts";
import { type MarkedMoment, prepareTimeAxis } from "./time-axis.ts";
import { withMarks } from "./with-marks.ts";

/** A bar with the share of attempts that failed. Shares are 0–1; null = nothing was attempted, or nothing is known. */
export interface FailureBar extends StackBar {
  attempts: number | null;
  rate: number | null;
  /** The rate's line: over whole buckets, into the one still filling, and a dot where it has no neighbour. */
  rateWhole: number | null;
  rateOpen: number | null;
  rateAlone: boolean;
  rateBefore: number | null;
}

/** How many failed of how many attempts; the rate is a share, 0–1. */
export interface RateFigures {
  failures: number;
  attempts: number;
  rate: number | null;
}

/** Failures over time with their rate, ready to draw. */
export interface PreparedFailureTrend extends PreparedStack<FailureBar> {
  rateTicks: number[];
  now: RateFigures;
  /** The period before; null = not compared. */
  before: RateFigures | null;
}

interface FailureTrendOptions {
  /** IANA name. */
  zone: string;
  /** The family the entries belong to; null while causes are told apart. */
  family: Family | null;
  /** The vendor's own code of an entry, where it has one. */
  codeOf?: (entry: string) => string | null;
  /** The same question of the period before, and how far it lies back. */
  before?: { trend: FailureSeries; shiftMs: number } | null;
  marks?: readonly MarkedMoment[];
}

/** Prepares failures by family, or a family's by entry, for drawing. */
export function prepareFailureTrend(trend: FailureSeries, options: FailureTrendOptions): PreparedFailureTrend {
  const { zone, marks, before = null } = options;
  const axis = prepareTimeAxis(
    trend.buckets.map(({ at }) => Date.parse(at)),
    { bucketMs: trend.bucketMs, to: trend.to, zone, marks },
  );
  const series = seriesOf(trend, options);
  const earlier = before && before.trend.bucketMs === trend.bucketMs ? bucketsBefore(before) : null;
  const bars = barsOf(trend, zone, earlier);
  const now = figuresOf(trend);
  const counted = bars.map((bar) => Math.max(bar.total, bar.before ?? 0));
  const rates = bars.map((bar) => Math.max(bar.rate ?? 0, bar.rateBefore ?? 0));
  return {
    series,
    bars,
    axis,
    cut: trend.rest ? `the ${trend.rest.series} smallest as other` : null,
    per: `per ${bucketWords(trend.bucketMs)}`,
    yTicks: axisTicks(Math.max(0, ...counted)),
    rateTicks: rateTicks(Math.max(0, ...rates)),
    compared: earlier !== null,
    now,
    before: earlier && before ? figuresOf(before.trend) : null,
    empty: now.failures === 0 && (earlier === null || counted.every((count) => count === 0)),
    summary: summariseFailures(series, bars, now),
    table: withMarks(tabulateFailures(series, bars, zoneLabel(zone, new Date(trend.to)), earlier !== null), axis),
  };
}

function seriesOf(trend: FailureSeries, { family, codeOf }: FailureTrendOptions): StackSeries[] {
  const shown = trend.series.filter(({ failures }) => failures > 0);
  const series = shown.map(({ key, label, failures }, i): StackSeries => {
    const own = trend.by === "family" ? (families.find((one) => one === key) ?? null) : null;
    const color = own ? familyColor(own) : shadeOf(family, i, shown.length);
    return { key, label, code: codeOf?.(key) ?? null, family: own, color, total: failures };
  });
  if (!trend.rest) return series;
  const total = trend.rest.counts.reduce((sum, count) => sum + count, 0);
  return [...series, { key: null, label: "Other", code: null, family: null, color: gatheredColor, total }];
}

/** An entry's colour: its family's, from strong to faint, so that entries look like parts of one cause. */
function shadeOf(family: Family | null, index: number, count: number): string {
  const base = family ? familyColor(family) : "var(--accent)";
  const strength = Math.round(100 - (count > 1 ? (70 * index) / (count - 1) : 0));
  return strength === 100 ? base : `color-mix(in oklab, ${base} ${strength}%, var(--surface))`;
}

interface Earlier {
  failures: number;
  attempts: number | null;
}

/** What the period before held, by the start of the bucket it is shown in. */
function bucketsBefore({ trend, shiftMs }: { trend: FailureSeries; shiftMs: number }): Map<number, Earlier> {
  const totals = totalsOf(trend);
  return new Map(
    trend.buckets.map(({ at, attempts }, i) => [
      Date.parse(at) + shiftMs,
      { failures: totals[i] ?? 0, attempts: attempts === null && !totals[i] ? null : (attempts ?? 0) },
    ]),
  );
}

function barsOf(trend: FailureSeries, zone: string, earlier: Map<number, Earlier> | null): FailureBar[] {
  const totals = totalsOf(trend);
  const stripes = trend.series.filter(({ failures }) => failures > 0).map(({ counts }) => counts);
  if (trend.rest) stripes.push(trend.rest.counts);
  const rates = trend.buckets.map(({ attempts }, i) => shareOf(totals[i] ?? 0, attempts));
  const lines = openSplit(trend.buckets.map(({ unfinished }, i) => ({ value: rates[i] ?? null, unfinished })));
  return trend.buckets.map(({ at: start, attempts, unfinished }, i) => {
    const at = Date.parse(start);
    const total = totals[i] ?? 0;
    const then = earlier?.get(at);
    return {
      at,
      span: bucketSpan(at, trend.bucketMs, zone),
      counts: stripes.map((counts) => counts[i] ?? 0),
      total,
      attempts,
      rate: rates[i] ?? null,
      rateWhole: lines[i]?.whole ?? null,
      rateOpen: lines[i]?.open ?? null,
      rateAlone: lines[i]?.alone ?? false,
      rateBefore: then ? shareOf(then.failures, then.attempts) : null,
      before: then && then.attempts !== null ? then.failures : null,
      gap: attempts === null && total === 0,
      unfinished,
    };
  });
}

function totalsOf(trend: FailureSeries): number[] {
  return trend.buckets.map(
    (_, i) => trend.series.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0) + (trend.rest?.counts[i] ?? 0),
  );
}

function shareOf(failures: number, attempts: number | null): number | null {
  return attempts ? Math.min(1, failures / attempts) : null;
}

function figuresOf(trend: FailureSeries): RateFigures {
  const failures = totalsOf(trend).reduce((sum, count) => sum + count, 0);
  const attempts = trend.buckets.reduce((sum, bucket) => sum + (bucket.attempts ?? 0), 0);
  return { failures, attempts, rate: shareOf(failures, attempts) };
}

/** Ticks for shares: a rate never exceeds the whole. */
function rateTicks(max: number): number[] {
  return max > 0.5 ? [0, 1] : axisTicks(Math.max(max * 100, 1), 1).map((percent) => percent / 100);
}
