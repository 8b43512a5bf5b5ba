import type { Family } from "#lib/vocabulary.ts";
import type { ChartTable } from "./chart-table.ts";
import type { TimeAxis } from "./time-axis.ts";

/** Colour of what is gathered beyond the largest, as a CSS value. */
export const gatheredColor = "var(--decor)";

/** One stripe of a stack of failures. */
export interface StackSeries {
  /** The cause or entry it counts; empty = recognised as none; null gathers what lies beyond the largest. */
  key: string | null;
  label: string;
  /** The vendor's own code, where the entry has one. */
  code: string | null;
  /** The family whose mark it carries; null = a plain swatch of its colour. */
  family: Family | null;
  /** A CSS value. */
  color: string;
  total: number;
}

/** One bar. `counts` follow the order of the series. */
export interface StackBar {
  /** Start, ms since 1970. */
  at: number;
  span: string;
  counts: number[];
  total: number;
  /** All failures of the same stretch of the period before; null = not compared, or not known. */
  before: number | null;
  /** Nothing was recorded at all: drawn as a mark, never as a zero. */
  gap: boolean;
  /** Still filling: drawn pale, and said so. */
  unfinished: boolean;
}

/** Everything a drawing of stacked failures over time needs; the drawing decides nothing. */
export interface PreparedStack<Bar extends StackBar = StackBar> {
  /** Bottom of the stack first. */
  series: StackSeries[];
  bars: Bar[];
  axis: TimeAxis;
  /** "7 of 9 causes, the rest as other"; null when nothing was cut. */
  cut: string | null;
  per: string;
  yTicks: number[];
  /** A line for the period before is drawn. */
  compared: boolean;
  /** No failure in the window. */
  empty: boolean;
  /** One sentence for those who cannot see it. */
  summary: string;
  table: ChartTable;
}
