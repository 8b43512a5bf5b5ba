"use client";

import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Count, Duration, Unknown } from "#components/ui/figures.tsx";
import { Place } from "#components/ui/place.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import { Time } from "#components/ui/time.tsx";
import type { StuckJobs } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { countOf } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { stuckJobsQuery } from "#lib/queries/questions.ts";

type Living = StuckJobs["items"][number];
const column = columnsOf<Living>();
const secondMs = 1000;

const columns = [
  column.display({
    id: "place",
    header: "Provider and region",
    cell: ({ row: { original: living } }) => (
      <ScopedLink data-row-link href={hrefOf(living)} className="font-medium">
        <Place provider={living.provider} region={living.region} />
      </ScopedLink>
    ),
    meta: { className: "w-full" },
  }),
  column.display({
    id: "product",
    header: "Product",
    cell: ({ row }) => row.original.product,
    meta: { className: "w-px whitespace-nowrap" },
  }),
  column.display({
    id: "stuck",
    header: "Stuck",
    cell: ({ row }) => <Count value={row.original.stuck} loud />,
    meta: { align: "right", className: "w-px" },
  }),
  column.display({
    id: "open",
    header: "Open",
    cell: ({ row }) => <Count value={row.original.open} />,
    meta: { align: "right", className: "w-px max-sm:hidden" },
  }),
  column.display({
    id: "threshold",
    header: "Stuck from",
    cell: ({ row: { original: living } }) => (
      <span className="whitespace-nowrap">
        <Duration ms={living.thresholdSeconds * secondMs} />
        <span className="ml-2 text-quiet text-sm max-lg:hidden">
          {living.learnedFrom === null ? "usual default" : `learned from ${countOf(living.learnedFrom, "job")}`}
        </span>
      </span>
    ),
    meta: { className: "w-px max-md:hidden" },
  }),
  column.display({
    id: "oldest",
    header: "Oldest",
    cell: ({ row: { original: living } }) =>
      living.oldestAt ? (
        <Time at={living.oldestAt} format="relative" className="whitespace-nowrap" />
      ) : (
        <Unknown word="–" />
      ),
    meta: { align: "right", className: "w-px max-sm:hidden" },
  }),
];

/** The list behind a row: its stuck jobs, or all that are still open where none is stuck. */
function hrefOf({ provider, region, product, stuck }: Living): string {
  const query = new URLSearchParams({ provider, region, product });
  if (stuck > 0) query.set("stuck", "true");
  else for (const state of ["queued", "running"]) query.append("state", state);
  return `/jobs?${query}`;
}

/** Living jobs by place and product, the stuck first, and what each is judged by. The range plays no part. */
export function StuckJobsCard({ scope }: { scope: Scope }) {
  const query = useLiveQuery(stuckJobsQuery(scope));
  const rows = query.data?.items.toSorted((a, b) => b.stuck - a.stuck || b.open - a.open);
  return (
    <Card aria-labelledby="stuck-jobs" className="min-w-0">
      <CardHeader id="stuck-jobs" title="Stuck jobs" aside="now, whatever the range" />
      {rows ? (
        <DataTable
          label="Stuck jobs"
          columns={columns}
          rows={rows}
          rowId={({ provider, region, product }) => `${provider}/${region}/${product}`}
          stale={query.isPlaceholderData}
          empty={<p className="px-4 pt-2 pb-4 text-soft">No job is open.</p>}
        />
      ) : query.error ? (
        <ErrorState
          what="The open jobs could not be counted."
          why={messageOf(query.error)}
          onRetry={query.refetch}
          busy={query.isFetching}
        />
      ) : (
        <SkeletonRows rows={4} label="Counting open jobs" />
      )}
    </Card>
  );
}
