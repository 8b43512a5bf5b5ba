"use client";

import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { Unknown } from "#components/ui/figures.tsx";
import { Place } from "#components/ui/place.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import { Time } from "#components/ui/time.tsx";
import type { FailureSummary } from "#lib/contracts/failures.ts";
import { placeName } from "#lib/format/place.ts";
import { surfaceWords } from "./surface-words.ts";

const column = columnsOf<FailureSummary>();

export const failureColumns = [
  column.display({
    id: "at",
    header: "Time",
    cell: ({ row }) => <Time at={row.original.at} className="whitespace-nowrap" />,
    meta: { className: "w-px max-sm:align-top max-sm:pt-2" },
  }),
  column.display({
    id: "title",
    header: "Failure",
    cell: ({ row }) => <FailureTitle failure={row.original} />,
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
    cell: ({ row }) => row.original.product ?? <Unknown />,
    meta: { className: "w-px whitespace-nowrap max-lg:hidden" },
  }),
  column.display({
    id: "client",
    header: "Client",
    cell: ({ row }) => row.original.client?.name ?? <Unknown word="none" />,
    meta: { className: "w-px whitespace-nowrap max-xl:hidden" },
  }),
  column.display({
    id: "seen",
    header: "Seen in",
    cell: ({ row: { original: failure } }) => (
      <span className="whitespace-nowrap text-soft">
        {surfaceWords[failure.surface]}
        {failure.surface === "http" && failure.status !== null && ` ${failure.status}`}
      </span>
    ),
    meta: { className: "w-px max-md:hidden" },
  }),
  column.display({
    id: "code",
    header: "Vendor's code",
    cell: ({ row }) =>
      row.original.code ? <code className="font-mono text-xs">{row.original.code}</code> : <Unknown word="none" />,
    meta: { className: "w-px whitespace-nowrap max-xl:hidden" },
  }),
];

function FailureTitle({ failure }: { failure: FailureSummary }) {
  return (
    <span className="flex min-w-0 items-center gap-2 max-sm:items-baseline max-sm:py-1.5">
      <FamilyMark family={failure.family} />
      <span className="flex w-full min-w-0 items-baseline gap-3 max-sm:flex-col max-sm:gap-0">
        <Link
          data-row-link
          href={`/failures/${failure.id}`}
          title={failure.title}
          className={classNames("max-w-full shrink-0 truncate font-medium", failure.fileName && "sm:max-w-3/4")}
        >
          {failure.title}
        </Link>
        <span className="max-w-full truncate text-quiet text-sm" title={failure.fileName ?? undefined}>
          <span className="sm:hidden">{placeName(failure.provider, failure.region)} </span>
          {failure.fileName}
        </span>
      </span>
    </span>
  );
}
