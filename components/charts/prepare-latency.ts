import type { LatencyKind, LatencyTrend } from "#lib/contracts/questions.ts";
import { formatCount } from "#lib/format/count.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { bucketSpan, bucketWords } from "./bucket-words.ts";
import type { ChartTable } from "./chart-table.ts";
import { durationTicks } from "./duration-ticks.ts";
import { openSplit } from "./open-split.ts";
import { type MarkedMoment, prepareTimeAxis, type TimeAxis } from "./time-axis.ts";
import { withMarks } from "./with-marks.ts";

/** One bucket of durations, in ms. null = nothing was measured: a gap. */
export interface LatencyPoint {
  /** Start, ms since 1970. */
  at: number;
  span: string;
  /** How many were measured. */
  n: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  /** The band between the middle and the slowest twentieth, over whole buckets. */
  band: [number, number] | null;
  /** The band from there to the slowest hundredth. */
  tail: [number, number] | null;
  /** Lines over whole buckets, and dashed into the one still filling. */
  whole50: number | null;
  whole95: number | null;
  open50: number | null;
  open95: number | null;
  alone: boolean;
  unfinished: boolean;
}

/** Everything the drawing of durations needs. */
export interface PreparedLatency {
  points: LatencyPoint[];
  axis: TimeAxis;
  yTicks: number[];
  per: string;
  empty: boolean;
  summary: string;
  table: ChartTable;
}

/** What each kind measures, in words for a choice. */
export const latencyWords: Record<LatencyKind, string> = {
  job: "Whole jobs",
  queued: "Queued",
  running: "Running",
  call: "Calls",
};

interface LatencyOptions {
  /** IANA name. */
  zone: string;
  marks?: readonly MarkedMoment[];
}

/** Prepares percentiles over time as bands and lines. */
export function prepareLatency(trend: LatencyTrend, { zone, marks }: LatencyOptions): PreparedLatency {
  const axis = prepareTimeAxis(
    trend.buckets.map(({ at }) => Date.parse(at)),
    { bucketMs: trend.bucketMs, to: trend.to, zone, marks },
  );
  const lines50 = openSplit(trend.buckets.map(({ p50, unfinished }) => ({ value: p50, unfinished })));
  const lines95 = openSplit(trend.buckets.map(({ p95, unfinished }) => ({ value: p95, unfinished })));
  const points = trend.buckets.map(({ at: start, n, p50, p95, p99, unfinished }, i): LatencyPoint => {
    const at = Date.parse(start);
    return {
      ...{ at, n, p50, p95, p99, unfinished },
      span: bucketSpan(at, trend.bucketMs, zone),
      band: unfinished ? null : bandOf(p50, p95),
      tail: unfinished ? null : bandOf(p95, p99),
      whole50: lines50[i]?.whole ?? null,
      whole95: lines95[i]?.whole ?? null,
      open50: lines50[i]?.open ?? null,
      open95: lines95[i]?.open ?? null,
      alone: lines50[i]?.alone ?? false,
    };
  });
  return {
    points,
    axis,
    yTicks: durationTicks(Math.max(0, ...points.map(({ p99 }) => p99 ?? 0))),
    per: `per ${bucketWords(trend.bucketMs)}`,
    empty: trend.total.n === 0,
    summary: summarise(trend),
    table: withMarks(tabulate(points, zoneLabel(zone, new Date(trend.to))), axis),
  };
}

function bandOf(low: number | null, high: number | null): [number, number] | null {
  return low === null || high === null ? null : [low, high];
}

function summarise({ kind, total }: LatencyTrend): string {
  const { n, p50, p95, p99 } = total;
  if (n === 0 || p50 === null || p95 === null || p99 === null) return `${latencyWords[kind]}: nothing was measured.`;
  const [middle, slow, slowest] = [p50, p95, p99].map(formatDuration);
  return `${latencyWords[kind]}, ${formatCount(n)} measured: half within ${middle}, 95 of 100 within ${slow}, 99 of 100 within ${slowest}.`;
}

function tabulate(points: readonly LatencyPoint[], zone: string): ChartTable {
  const duration = (ms: number | null) => (ms === null ? "nothing recorded" : formatDuration(ms));
  return {
    head: [`Time, ${zone}`, "Measured", "p50", "p95", "p99"],
    rows: points.map(({ at, span, n, p50, p95, p99, unfinished }) => ({
      key: String(at),
      cells: [unfinished ? `${span} (unfinished)` : span, String(n), duration(p50), duration(p95), duration(p99)],
    })),
  };
}
