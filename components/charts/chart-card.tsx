"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { ChartTable } from "./chart-table.ts";
import { ChartTableView } from "./chart-table-view.tsx";
import { downloadCsv } from "./download-csv.ts";

interface ChartCardProps {
  /** Name in the address (`?<name>=table`) and of the CSV file. */
  name: string;
  title: string;
  /** Stands in place of the title, where one can go back from it. */
  heading?: ReactNode;
  aside?: ReactNode;
  /** Choices in front of Table and CSV. */
  choices?: ReactNode;
  /** null while there is nothing to tabulate yet. */
  table: ChartTable | null;
  legend?: ReactNode;
  /** The drawing; a plot is always as high as `h-52`, so that nothing jumps. */
  children: ReactNode;
}

/** The frame of a chart: title, its numbers as a table or a file, the drawing, the legend. */
export function ChartCard(props: ChartCardProps) {
  const { name, title, heading = title, aside, choices, table, legend, children } = props;
  const [view, setView] = useQueryState(name, parseAsStringLiteral(["table"] as const));
  const id = useId();
  const asTable = view === "table" && table !== null;
  return (
    <Card aria-labelledby={id} className="flex min-w-0 flex-col">
      <CardHeader
        id={id}
        title={heading}
        aside={aside}
        actions={
          <>
            {choices}
            <Button
              variant="ghost"
              size="small"
              aria-pressed={asTable}
              disabled={table === null}
              className={classNames(asTable && "bg-fill! text-ink!")}
              onClick={() => setView(asTable ? null : "table")}
            >
              Table
            </Button>
            <Button
              variant="ghost"
              size="small"
              disabled={table === null}
              onClick={() => table && downloadCsv(`docket-${name}`, table)}
            >
              CSV
            </Button>
          </>
        }
      />
      {asTable ? <ScrollingTable table={table} title={title} /> : children}
      {table && !asTable && (
        <div className="sr-only">
          <ChartTableView table={table} caption={`${title}, as a table`} />
        </div>
      )}
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 px-4 pt-1 pb-3">{legend}</div>
    </Card>
  );
}

function ScrollingTable({ table, title }: { table: ChartTable; title: string }) {
  return (
    <section
      aria-label={`${title}, as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="mb-2 h-52 overflow-auto border-line-faint border-b"
    >
      <ChartTableView table={table} caption={title} />
    </section>
  );
}
