import { toCsv } from "#lib/format/to-csv.ts";
import type { ChartTable } from "./chart-table.ts";

/** Hands a chart's numbers to the browser as a file. `name` has no extension. */
export function downloadCsv(name: string, table: ChartTable): void {
  const text = toCsv(
    table.head,
    table.rows.map((row) => row.cells),
  );
  // The byte order mark makes spreadsheets read it as UTF-8.
  const address = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
