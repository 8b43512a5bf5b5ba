"use client";

import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { messageOf } from "#lib/queries/client-error.ts";
import { failureGroupsQuery } from "#lib/queries/failures.ts";
import { groupFilters, groupLimit } from "#lib/url/group-filters.ts";
import { groupColumns } from "./group-columns.tsx";
import { NoFailures } from "./no-failures.tsx";
import type { useFailureFilters } from "./use-failure-filters.ts";

/** Failures of the same cause at the same place, the last seen first. */
export function FailureGroups({ filters, narrowed, clear }: ReturnType<typeof useFailureFilters>) {
  const query = useLiveQuery(failureGroupsQuery(groupFilters(filters)));
  if (query.data) {
    return (
      <>
        <DataTable
          label="Failure groups"
          columns={groupColumns}
          rows={query.data.items}
          rowId={(group) => group.key}
          stale={query.isPlaceholderData}
          empty={<NoFailures narrowed={narrowed} clear={clear} />}
        />
        {query.data.items.length >= groupLimit && (
          <p className="border-line border-t px-4 py-2.5 text-quiet text-sm">
            The {groupLimit} groups last seen are shown; there are more. A narrower scope or range shows the others.
          </p>
        )}
      </>
    );
  }
  if (!query.error) return <SkeletonRows rows={10} label="Loading failure groups" />;
  return (
    <ErrorState
      what="The failure groups could not be loaded."
      why={messageOf(query.error)}
      onRetry={query.refetch}
      busy={query.isFetching}
    />
  );
}
