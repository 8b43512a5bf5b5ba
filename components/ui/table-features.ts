import { createColumnHelper, metaHelper, tableFeatures } from "@tanstack/react-table";

/** How a column looks; what it shows is the column's own business. */
export interface ColumnLook {
  align?: "left" | "right";
  /** Classes for the header and every cell: widths, and from which screen width on the column is there. */
  className?: string;
  /** The column's name for screen readers where the header shows none. */
  srHeader?: string;
}

export const features = tableFeatures({ columnMeta: metaHelper<ColumnLook>() });

/** Builds typed columns for a `DataTable`. */
export function columnsOf<Row extends object>() {
  return createColumnHelper<typeof features, Row>();
}
