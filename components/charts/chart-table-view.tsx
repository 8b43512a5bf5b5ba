import { classNames } from "#components/ui/class-names.ts";
import type { ChartTable } from "./chart-table.ts";

interface ChartTableViewProps {
  table: ChartTable;
  /** What the numbers are. */
  caption: string;
}

const quietCells = new Set(["0", "nothing recorded", "unknown"]);

/** A chart's numbers, newest first: the order people look for them in. */
export function ChartTableView({ table, caption }: ChartTableViewProps) {
  const [first, ...rest] = table.head;
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-left text-quiet">
          <th scope="col" className="sticky top-0 left-0 z-10 bg-surface py-1 pr-4 pl-4 font-normal">
            {first}
          </th>
          {rest.map((name) => (
            <th key={name} scope="col" className="sticky top-0 bg-surface py-1 pr-4 text-right font-normal">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.toReversed().map((row) => (
          <tr key={row.key} className="border-line-faint border-t">
            <th
              scope="row"
              className="sticky left-0 whitespace-nowrap bg-surface py-1 pr-4 pl-4 text-left font-normal text-soft"
            >
              {row.cells[0]}
            </th>
            {row.cells.slice(1).map((cell, i) => (
              <td
                key={rest[i]}
                className={classNames("whitespace-nowrap py-1 pr-4 text-right", quietCells.has(cell) && "text-quiet")}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
