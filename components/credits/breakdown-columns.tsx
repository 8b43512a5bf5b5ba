"use client";

import type { ChartTable } from "#components/charts/chart-table.ts";
import { driftText } from "#components/charts/prepare-drift.ts";
import { Count, Unknown } from "#components/ui/figures.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import type { CreditRow } from "#lib/contracts/credits.ts";
import { formatAmount, formatCount } from "#lib/format/count.ts";
import { moneyText } from "#lib/format/money.ts";
import { providerLabels } from "#lib/vocabulary.ts";

const column = columnsOf<CreditRow>();

/** The breakdown's columns; `name` heads the first. */
export function breakdownColumns(name: string) {
  return [
    column.display({
      id: "key",
      header: name,
      cell: ({ row }) => row.original.label,
      meta: { className: "w-full max-w-0 min-w-32 truncate" },
    }),
    column.display({
      id: "reported",
      header: "Reported",
      cell: ({ row }) => <Amount row={row.original} value={row.original.reported} />,
      meta: { align: "right", className: "whitespace-nowrap" },
    }),
    column.display({
      id: "estimated",
      header: "Estimated",
      cell: ({ row }) => <Amount row={row.original} value={row.original.estimated} />,
      meta: { align: "right", className: "whitespace-nowrap max-sm:hidden" },
    }),
    column.display({
      id: "unknown",
      header: "Unknown, jobs",
      cell: ({ row }) => <Count value={row.original.unknownJobs} />,
      meta: { align: "right", className: "whitespace-nowrap max-md:hidden" },
    }),
    column.display({
      id: "pages",
      header: "Pages",
      cell: ({ row: { original: sum } }) => (sum.pages > 0 ? formatCount(sum.pages) : <Unknown word="–" />),
      meta: { align: "right", className: "max-lg:hidden" },
    }),
    column.display({
      id: "per-page",
      header: "A page",
      cell: ({ row: { original: sum } }) =>
        sum.creditsPerPage === null ? <Unknown word="–" /> : formatAmount(sum.creditsPerPage),
      meta: { align: "right", className: "whitespace-nowrap max-md:hidden" },
    }),
    column.display({
      id: "drift",
      header: "Drift",
      cell: ({ row }) => <DriftCell row={row.original} />,
      meta: { align: "right", className: "whitespace-nowrap max-lg:hidden" },
    }),
    column.display({
      id: "money",
      header: "Money",
      cell: ({ row }) => moneyText(row.original.money) ?? <Unknown word="no price" />,
      meta: { align: "right", className: "whitespace-nowrap" },
    }),
  ];
}

/** Nothing known of jobs that ran is unknown, never 0. */
function Amount({ row, value }: { row: CreditRow; value: number }) {
  if (row.unknownJobs > 0 && row.reported + row.estimated === 0) return <Unknown />;
  return value === 0 ? <span className="zero">0</span> : formatAmount(value);
}

function DriftCell({ row: { drift } }: { row: CreditRow }) {
  if (!drift || drift.share === null) return <Unknown word="–" />;
  return <span className={drift.flagged ? "text-warn" : undefined}>{driftText(drift.share)}</span>;
}

/** The same as a file. */
export function breakdownTable(name: string, rows: readonly CreditRow[]): ChartTable {
  const figure = (value: number | null) => (value === null ? "" : String(value));
  return {
    head: [
      "Provider",
      name,
      "Reported",
      "Estimated",
      "Jobs with unknown credits",
      "Pages",
      "Credits a page",
      "Reported, with a rule",
      "By the rule",
      "Money",
      "Credits without a price",
    ],
    rows: rows.map((row) => ({
      key: `${row.provider}/${row.key}`,
      cells: [
        providerLabels[row.provider],
        row.label,
        ...(row.unknownJobs > 0 && row.reported + row.estimated === 0
          ? ["unknown", "unknown"]
          : [figure(row.reported), figure(row.estimated)]),
        figure(row.unknownJobs),
        figure(row.pages),
        figure(row.creditsPerPage),
        figure(row.drift?.reported ?? null),
        figure(row.drift?.foreseen ?? null),
        moneyText(row.money) ?? "",
        figure(row.unpriced),
      ],
    })),
  };
}
