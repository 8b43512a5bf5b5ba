/** A chart's numbers as a table: for the table view, for screen readers and for the CSV file. */
export interface ChartTable {
  /** The first column names the row. */
  head: string[];
  rows: { key: string; cells: string[] }[];
}
