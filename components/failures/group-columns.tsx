"use client";

import { BookOpen } from "lucide-react";
import Link from "next/link";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { ActorMark } from "#components/ui/actor-mark.tsx";
import { Badge } from "#components/ui/chip.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { Place } from "#components/ui/place.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import { Time } from "#components/ui/time.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { FailureGroup } from "#lib/contracts/failures.ts";
import { formatCount } from "#lib/format/count.ts";
import { placeName } from "#lib/format/place.ts";
import { occurrencesHref } from "./occurrences-href.ts";

const column = columnsOf<FailureGroup>();
const tones = { new: "warn", escalating: "bad", ongoing: "neutral" } as const;

export const groupColumns = [
  column.display({
    id: "title",
    header: "Failure",
    cell: ({ row }) => <GroupTitle group={row.original} />,
    meta: { className: "w-full max-w-0 min-w-44" },
  }),
  column.display({
    id: "place",
    header: "Provider and region",
    cell: ({ row }) => <Place provider={row.original.provider} region={row.original.region} />,
    meta: { className: "w-px max-sm:hidden" },
  }),
  column.display({
    id: "product",
    header: "Product",
    cell: ({ row }) => row.original.product ?? <span className="text-quiet">any</span>,
    meta: { className: "w-px whitespace-nowrap max-xl:hidden" },
  }),
  column.display({
    id: "state",
    header: "State",
    cell: ({ row }) => <Badge tone={tones[row.original.state]}>{row.original.state}</Badge>,
    meta: { className: "w-px max-md:hidden" },
  }),
  column.display({
    id: "trend",
    header: "Trend",
    cell: ({ row }) => <Sparkline values={row.original.trend} width={84} filled className="text-quiet" />,
    meta: { className: "w-px max-lg:hidden" },
  }),
  column.display({
    id: "count",
    header: "Count",
    cell: ({ row }) => <span className="font-semibold">{formatCount(row.original.count)}</span>,
    meta: { align: "right", className: "w-px" },
  }),
  column.display({
    id: "clients",
    header: "Clients",
    cell: ({ row }) => formatCount(row.original.clients),
    meta: { align: "right", className: "w-px max-xl:hidden" },
  }),
  column.display({
    id: "actor",
    header: "Who must act",
    cell: ({ row }) => <ActorMark actor={row.original.whoActs} />,
    meta: { className: "w-px max-xl:hidden" },
  }),
  column.display({
    id: "last",
    header: "Last seen",
    cell: ({ row }) => <Time at={row.original.lastAt} format="relative" className="whitespace-nowrap" />,
    meta: { align: "right", className: "w-px max-sm:hidden" },
  }),
  column.display({
    id: "guidance",
    header: "",
    cell: ({ row: { original: group } }) =>
      group.entryId && (
        <Tooltip content="What to do about it">
          <Link
            href={`/guidance/${group.entryId}`}
            aria-label={`Guidance for ${group.title}`}
            className="flex size-6 items-center justify-center rounded-chip text-quiet hover:bg-fill-strong hover:text-ink"
          >
            <BookOpen aria-hidden strokeWidth={1.75} className="size-3.5" />
          </Link>
        </Tooltip>
      ),
    meta: { className: "w-px max-sm:hidden", srHeader: "Guidance" },
  }),
];

function GroupTitle({ group }: { group: FailureGroup }) {
  return (
    <span className="flex min-w-0 items-center gap-2 max-sm:items-baseline max-sm:py-1.5">
      <FamilyMark family={group.family} />
      <span className="flex min-w-0 flex-col">
        <ScopedLink data-row-link href={occurrencesHref(group)} title={group.title} className="truncate font-medium">
          {group.title}
        </ScopedLink>
        <span className="truncate text-quiet text-sm sm:hidden">
          {group.state} · {placeName(group.provider, group.region)}
        </span>
      </span>
    </span>
  );
}
