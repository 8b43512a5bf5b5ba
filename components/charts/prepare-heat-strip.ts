import type { FailureSeries } from "#lib/contracts/questions.ts";
import { countOf, formatCount } from "#lib/format/count.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { bucketSpan, bucketWords } from "./bucket-words.ts";
import type { ChartTable } from "./chart-table.ts";
import { type MarkedMoment, prepareTimeAxis, type TimeAxis } from "./time-axis.ts";
import { withMarks } from "./with-marks.ts";

/** Steps of darkness above nothing. */
export const heatLevels = 5;

/** One bucket of one entry. */
export interface HeatCell {
  /** Start, ms since 1970. */
  at: number;
  /** 0 = none, 1–5 = more; null = nothing was recorded at all. */
  level: number | null;
  unfinished: boolean;
  /** "PDF is locked, 20 Nov 14:00–14:30: 12 failures". */
  words: string;
}

/** One entry over time. */
export interface HeatRow {
  /** The entry's id; empty = recognised as none. */
  key: string;
  label: string;
  code: string | null;
  total: number;
  cells: HeatCell[];
}

/** Everything the strip of entries over time needs. */
export interface PreparedHeatStrip {
  rows: HeatRow[];
  axis: TimeAxis;
  per: string;
  /** Most failures of one entry in one bucket: what the darkest stands for. */
  most: number;
  /** "12 of 31 entries"; null when all are shown. */
  cut: string | null;
  table: ChartTable;
}

interface HeatStripOptions {
  /** IANA name. */
  zone: string;
  /** The vendor's own code of an entry, where it has one. */
  codeOf: (entry: string) => string | null;
  marks?: readonly MarkedMoment[];
}

/** Prepares failures by entry as rows of darker and lighter cells, the most frequent entry first. */
export function prepareHeatStrip(trend: FailureSeries, { zone, codeOf, marks }: HeatStripOptions): PreparedHeatStrip {
  const shown = trend.series.filter(({ failures }) => failures > 0);
  const most = Math.max(0, ...shown.flatMap(({ counts }) => counts));
  const axis = prepareTimeAxis(
    trend.buckets.map(({ at }) => Date.parse(at)),
    { bucketMs: trend.bucketMs, to: trend.to, zone, marks },
  );
  const rows = shown.map(({ key, label, failures, counts }) => ({
    key,
    label,
    code: codeOf(key),
    total: failures,
    cells: trend.buckets.map(({ at: start, attempts, unfinished }, i) => {
      const count = counts[i] ?? 0;
      const at = Date.parse(start);
      const gap = attempts === null && count === 0;
      const said = gap ? "nothing recorded" : `${countOf(count, "failure")}${unfinished ? " so far" : ""}`;
      const words = `${label}, ${bucketSpan(at, trend.bucketMs, zone)}: ${said}`;
      return { at, level: gap ? null : levelOf(count, most), unfinished, words };
    }),
  }));
  const entries = shown.length + (trend.rest?.series ?? 0);
  return {
    rows,
    axis,
    per: `per ${bucketWords(trend.bucketMs)}`,
    most,
    cut: trend.rest ? `${formatCount(shown.length)} of ${countOf(entries, "entry", "entries")}` : null,
    table: withMarks(tabulate(rows, trend, axis), axis),
  };
}

/** By the root of its share of the most: one failure is seen beside a hundred, and a hundred still stands out. */
function levelOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(count / most) * heatLevels));
}

function tabulate(rows: readonly HeatRow[], trend: FailureSeries, { zone, end }: TimeAxis): ChartTable {
  const byKey = new Map(trend.series.map((series) => [series.key, series.counts]));
  return {
    head: [
      `Time, ${zoneLabel(zone, new Date(end))}`,
      ...rows.map(({ label, code, key }) => (key ? `${label} (${code ?? key})` : label)),
    ],
    rows: trend.buckets.map(({ at, attempts, unfinished }, i) => {
      const span = bucketSpan(Date.parse(at), trend.bucketMs, zone);
      return {
        key: String(Date.parse(at)),
        cells: [
          unfinished ? `${span} (unfinished)` : span,
          ...rows.map(({ key }) => {
            const count = byKey.get(key)?.[i] ?? 0;
            return attempts === null && count === 0 ? "nothing recorded" : String(count);
          }),
        ],
      };
    }),
  };
}
