"use client";

import { columnsOf } from "#components/ui/table-features.ts";
import type { ComparisonRow } from "./prepare-comparison.ts";

const column = columnsOf<ComparisonRow>();
const tones = { worse: "font-semibold text-bad", better: "font-semibold text-ok", same: "text-quiet" } as const;

/** The comparison's columns; `name` heads the first. */
export function comparisonColumns(name: string) {
  return [
    column.display({
      id: "label",
      header: name,
      cell: ({ row }) => (
        <span className="block truncate font-medium" title={row.original.label}>
          {row.original.label}
        </span>
      ),
      meta: { className: "w-full max-w-0 min-w-32" },
    }),
    column.display({
      id: "failures",
      header: "Failures",
      cell: ({ row }) => <Pair {...row.original.failures} />,
      meta: { align: "right", className: "w-px" },
    }),
    column.display({
      id: "change",
      header: "Change",
      cell: ({ row }) => <span className={tones[row.original.tone]}>{row.original.change}</span>,
      meta: { align: "right", className: "w-px" },
    }),
    column.display({
      id: "rate",
      header: "Rate",
      cell: ({ row }) => <Pair {...row.original.rate} />,
      meta: { align: "right", className: "w-px max-sm:hidden" },
    }),
    column.display({
      id: "attempts",
      header: "Attempts",
      cell: ({ row }) => <Pair {...row.original.attempts} />,
      meta: { align: "right", className: "w-px max-lg:hidden" },
    }),
    column.display({
      id: "p95",
      header: "p95 job",
      cell: ({ row }) => <Pair {...row.original.p95} />,
      meta: { align: "right", className: "w-px max-md:hidden" },
    }),
  ];
}

function Pair({ before, after }: { before: string; after: string }) {
  return (
    <span className="whitespace-nowrap">
      <span className="text-quiet">{before}</span>
      <span aria-hidden className="text-decor">
        {" "}
        →{" "}
      </span>
      <span className="sr-only"> before, now </span>
      {after}
    </span>
  );
}
