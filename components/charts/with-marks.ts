import type { ChartTable } from "./chart-table.ts";
import { marksAt, type TimeAxis } from "./time-axis.ts";

/** The table with what the axis marks in a last column; the same table where nothing is marked. Rows are keyed by their bucket's start. */
export function withMarks(table: ChartTable, axis: TimeAxis): ChartTable {
  if (axis.marks.length + axis.stretches.bands.length === 0) return table;
  return {
    head: [...table.head, "Marked"],
    rows: table.rows.map(({ key, cells }) => ({ key, cells: [...cells, marksAt(axis, Number(key)).join("; ")] })),
  };
}
