"use client";

import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Unknown } from "#components/ui/figures.tsx";
import { Id } from "#components/ui/id.tsx";
import { Place } from "#components/ui/place.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import { Time } from "#components/ui/time.tsx";
import type { CreditLoss } from "#lib/contracts/credits.ts";
import { formatAmount } from "#lib/format/count.ts";
import { lossWords } from "./loss-words.ts";

const column = columnsOf<CreditLoss>();

export const lostColumns = [
  column.display({
    id: "kind",
    header: "Kind",
    cell: ({ row }) => <span title={lossWords[row.original.kind].meaning}>{lossWords[row.original.kind].label}</span>,
    meta: { className: "w-px whitespace-nowrap" },
  }),
  column.display({
    id: "job",
    header: "Job, and why we say so",
    cell: ({ row: { original: loss } }) => (
      <span className="flex min-w-0 items-baseline gap-2.5">
        <ScopedLink
          href={`/jobs/${loss.jobId}`}
          data-row-link
          className="max-w-[45%] shrink-0 truncate font-medium underline-offset-2 hover:underline max-sm:max-w-full"
        >
          {loss.fileName ?? loss.product}
        </ScopedLink>
        <span className="truncate text-quiet text-sm max-sm:hidden" title={loss.evidence}>
          {loss.evidence}
        </span>
      </span>
    ),
    meta: { className: "w-full max-w-0 min-w-28 sm:min-w-48" },
  }),
  column.display({
    id: "vendor-id",
    header: "Vendor’s job id",
    cell: ({ row }) => <Id value={row.original.vendorJobId} what="vendor job id" max={18} />,
    meta: { className: "w-px max-xl:hidden" },
  }),
  column.display({
    id: "place",
    header: "Provider and region",
    cell: ({ row }) => <Place provider={row.original.provider} region={row.original.region} />,
    meta: { className: "w-px max-lg:hidden" },
  }),
  column.display({
    id: "client",
    header: "Client",
    cell: ({ row }) => row.original.client?.name ?? <Unknown word="none" />,
    meta: { className: "w-px whitespace-nowrap max-xl:hidden" },
  }),
  column.display({
    id: "credits",
    header: "Lost, of billed",
    cell: ({ row: { original: loss } }) => (
      <span className="whitespace-nowrap">
        {loss.credits === null ? <Unknown /> : formatAmount(loss.credits)}
        <span className="ml-1.5 text-quiet text-sm">
          {loss.credits === loss.billed ? "" : `of ${formatAmount(loss.billed)}`}
          {loss.source === "estimated" && " estimated"}
        </span>
      </span>
    ),
    meta: { align: "right", className: "w-px" },
  }),
  column.display({
    id: "at",
    header: "Billed",
    cell: ({ row }) => <Time at={row.original.at} />,
    meta: { align: "right", className: "w-px whitespace-nowrap max-md:hidden" },
  }),
];
