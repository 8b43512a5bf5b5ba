"use client";

import Link from "next/link";
import { ActorMark } from "#components/ui/actor-mark.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { Count } from "#components/ui/figures.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import type { CatalogList } from "#lib/contracts/catalog.ts";
import { retryWords } from "./entry-words.ts";

type Row = CatalogList["items"][number];
const column = columnsOf<Row>();

export const entryColumns = [
  column.display({
    id: "title",
    header: "What happened",
    cell: ({ row: { original: entry } }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="sm:hidden">
          <FamilyMark family={entry.family} />
        </span>
        <Link data-row-link href={`/guidance/${entry.id}`} title={entry.title} className="truncate font-medium">
          {entry.title}
        </Link>
      </span>
    ),
    meta: { className: "w-full max-w-0 min-w-44" },
  }),
  column.display({
    id: "family",
    header: "Family",
    cell: ({ row }) => <FamilyMark family={row.original.family} label />,
    meta: { className: "w-px max-sm:hidden" },
  }),
  column.display({
    id: "sign",
    header: "Code or status",
    cell: ({ row: { original: entry } }) => {
      const sign = entry.code ?? (entry.status === null ? null : String(entry.status));
      if (sign) {
        return (
          <code title={sign} className="block max-w-64 truncate font-mono text-soft text-xs">
            {sign}
          </code>
        );
      }
      return <span className="text-quiet text-sm">{entry.kind === "symptom" ? "symptom" : "message only"}</span>;
    },
    meta: { className: "w-px whitespace-nowrap max-xl:hidden" },
  }),
  column.display({
    id: "actor",
    header: "Who must act",
    cell: ({ row }) => <ActorMark actor={row.original.whoActs} />,
    meta: { className: "w-px max-md:hidden" },
  }),
  column.display({
    id: "retry",
    header: "Retry",
    cell: ({ row }) => <span className="text-soft">{retryWords[row.original.retry]}</span>,
    meta: { className: "w-px whitespace-nowrap max-xl:hidden" },
  }),
  column.display({
    id: "count",
    header: "Last 24 h",
    cell: ({ row }) => <Count value={row.original.last24h} />,
    meta: { align: "right", className: "w-px whitespace-nowrap" },
  }),
];
