"use client";

import { useState } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Badge } from "#components/ui/chip.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { Place } from "#components/ui/place.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import type { EntryChanges } from "#lib/contracts/questions.ts";
import { countOf, formatCount } from "#lib/format/count.ts";
import { formatDay } from "#lib/format/instant.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { entryChangesQuery } from "#lib/queries/questions.ts";
import { occurrencesOf } from "./occurrences.ts";
import { type TrendFilters, trendsLive } from "./trend-filters.ts";

type Change = EntryChanges["items"][number];
const column = columnsOf<Change>();

const columns = [
  column.display({
    id: "title",
    header: "Failure",
    cell: ({ row: { original: change } }) => (
      <span className="flex min-w-0 items-center gap-2">
        <FamilyMark family={change.family} />
        <ScopedLink data-row-link href={hrefOf(change)} title={change.title} className="truncate font-medium">
          {change.title}
        </ScopedLink>
      </span>
    ),
    meta: { className: "w-full max-w-0 min-w-40 xl:max-2xl:min-w-32" },
  }),
  column.display({
    id: "place",
    header: "Provider and region",
    cell: ({ row }) => <Place provider={row.original.provider} region={row.original.region} />,
    meta: { className: "w-px max-sm:hidden" },
  }),
  column.display({
    id: "state",
    header: "What changed",
    cell: ({ row: { original: change } }) => (
      <span className="inline-flex items-center gap-2 whitespace-nowrap">
        <Badge tone={change.state === "new" ? "warn" : "bad"}>{change.state}</Badge>
        <span className="text-quiet text-sm max-2xl:hidden">
          {change.silentDays === null ? "never seen before" : `after ${countOf(change.silentDays, "day")} of silence`}
        </span>
      </span>
    ),
    meta: { className: "w-px" },
  }),
  column.display({
    id: "since",
    header: "Since",
    // Days of the rollups are days in UTC, whatever zone the screen is read in.
    cell: ({ row }) => <span className="whitespace-nowrap">{formatDay(new Date(row.original.since), "UTC")}</span>,
    meta: { align: "right", className: "w-px max-sm:hidden xl:max-2xl:hidden" },
  }),
  column.display({
    id: "count",
    header: "Count",
    cell: ({ row }) => <span className="font-semibold">{formatCount(row.original.count)}</span>,
    meta: { align: "right", className: "w-px" },
  }),
];

function hrefOf({ entryId, family, provider, region }: Change): string {
  return `${occurrencesOf({ entry: entryId, family })}&${new URLSearchParams({ provider, region })}`;
}

/** Rows shown until one asks for all. */
const fewRows = 8;

/** Entries that came up in the window: new ones, and ones back after a silence. */
export function EntryChangesCard({ filters }: { filters: TrendFilters }) {
  const query = useLiveQuery(entryChangesQuery(filters.scope), trendsLive);
  const [all, showAll] = useState(false);
  const rows = query.data?.items.filter(
    ({ family, entryId }) =>
      (!filters.family || family === filters.family) && (!filters.entry || entryId === filters.entry),
  );
  return (
    <Card aria-labelledby="entry-changes" className="min-w-0">
      <CardHeader id="entry-changes" title="New and back again" aside="in this range, by days" />
      {rows ? (
        <>
          <DataTable
            label="New and back again"
            columns={columns}
            rows={all ? rows : rows.slice(0, fewRows)}
            rowId={({ entryId, provider, region }) => `${entryId} ${provider} ${region}`}
            stale={query.isPlaceholderData}
            empty={
              <p className="px-4 pt-2 pb-4 text-soft">No entry is new, and none came back after a week of silence.</p>
            }
          />
          {!all && rows.length > fewRows && (
            <div className="border-line border-t px-2 py-1.5">
              <Button variant="ghost" size="small" onClick={() => showAll(true)}>
                Show all {rows.length}
              </Button>
            </div>
          )}
        </>
      ) : query.error ? (
        <ErrorState
          what="What changed could not be told."
          why={messageOf(query.error)}
          onRetry={query.refetch}
          busy={query.isFetching}
        />
      ) : (
        <SkeletonRows rows={4} label="Looking for what changed" />
      )}
    </Card>
  );
}
