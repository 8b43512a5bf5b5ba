"use client";

import { type ColumnDef, useTable } from "@tanstack/react-table";
import { Fragment, type ReactNode, useRef } from "react";
import { classNames } from "./class-names.ts";
import { features } from "./table-features.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { useRowLinks } from "./use-row-links.ts";

interface DataTableProps<Row extends object> {
  /** What the table lists, for screen readers: "Jobs". */
  label: string;
  // biome-ignore lint/suspicious/noExplicitAny: columns of one table differ in the type of their value
  columns: ColumnDef<typeof features, Row, any>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** The heading a row stands under; rows of one heading follow each other. */
  groupOf?: (row: Row) => string;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
  /** The rows belong to the question asked before; the answer to the present one is on its way. */
  stale?: boolean;
  className?: string;
}

/**
 * A dense table: 34 px rows, a header that stays, `j`/`k` to move and Enter to open. A row opens the link in it that
 * carries `data-row-link`, wherever in the row one clicks.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, groupOf, empty, stale = false, className } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const openRow = useRowLinks();
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  const shown = table.getRowModel().rows;
  if (shown.length === 0 && empty) return <div className={stale ? "opacity-60" : undefined}>{empty}</div>;
  return (
    <div className={classNames("relative max-lg:overflow-x-auto", className)}>
      <table aria-label={label} aria-busy={stale} className="w-full border-separate border-spacing-0">
        <thead className="lg:sticky lg:top-topbar lg:z-10">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const look = header.column.columnDef.meta;
                return (
                  <th key={header.id} scope="col" className={headClass(look?.align, look?.className)}>
                    {look?.srHeader && <span className="sr-only">{look.srHeader}</span>}
                    <table.FlexRender header={header} />
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: each row's own link is the way by keyboard; a click anywhere only widens it */}
        <tbody ref={body} onClick={openRow} className={classNames("transition-opacity", stale && "opacity-60")}>
          {shown.map((row, index) => {
            const heading = groupOf?.(row.original);
            const before = shown[index - 1];
            const opens = heading !== undefined && (!before || groupOf?.(before.original) !== heading);
            return (
              <Fragment key={row.id}>
                {opens && <GroupRow heading={heading} span={columns.length} />}
                <tr className="group has-[a[data-row-link]]:cursor-pointer hover:bg-fill/60 has-[a[data-row-link]:focus-visible]:bg-fill">
                  {row.getAllCells().map((cell) => {
                    const look = cell.column.columnDef.meta;
                    return (
                      <td key={cell.id} className={cellClass(look?.align, look?.className)}>
                        <table.FlexRender cell={cell} />
                      </td>
                    );
                  })}
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function GroupRow({ heading, span }: { heading: string; span: number }) {
  return (
    <tr>
      <th
        scope="rowgroup"
        colSpan={span}
        className="h-row border-line-faint border-b bg-canvas px-4 text-left font-semibold"
      >
        {heading}
      </th>
    </tr>
  );
}

const edge = "first:pl-4 last:pr-4 px-2.5";

function headClass(align: "left" | "right" | undefined, extra: string | undefined): string {
  return classNames(
    edge,
    "h-row whitespace-nowrap border-line border-b bg-surface font-normal text-quiet text-sm",
    "first:rounded-tl-card last:rounded-tr-card",
    align === "right" ? "text-right" : "text-left",
    extra,
  );
}

function cellClass(align: "left" | "right" | undefined, extra: string | undefined): string {
  return classNames(
    edge,
    "h-row border-line-faint border-b group-last:border-b-0 [&>span]:align-middle",
    align === "right" && "text-right",
    extra,
  );
}
