"use client";

import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { messageOf } from "#lib/queries/client-error.ts";
import { failureCountQuery, failureListQuery } from "#lib/queries/failures.ts";
import { failureColumns } from "./failure-columns.tsx";
import { NoFailures } from "./no-failures.tsx";
import type { useFailureFilters } from "./use-failure-filters.ts";

/** Counted this often, in ms: the list says what is new, the count only how much there is. */
const countEveryMs = 30_000;

/** Single failures, newest first unless turned round. */
export function FailureRows({ filters, narrowed, clear, turnTo, sort }: ReturnType<typeof useFailureFilters>) {
  const query = useLiveQuery(failureListQuery(filters));
  const counted = useLiveQuery(
    { ...failureCountQuery(filters), enabled: query.data !== undefined },
    { everyMs: countEveryMs, background: true },
  );
  if (query.data) {
    return (
      <>
        <DataTable
          label="Failures"
          columns={failureColumns}
          rows={query.data.items}
          rowId={(failure) => failure.id}
          stale={query.isPlaceholderData}
          empty={<NoFailures narrowed={narrowed} clear={clear} />}
        />
        <Pagination
          cursor={filters.cursor ?? null}
          next={query.data.next}
          shown={query.data.items.length}
          count={counted.data}
          onGo={turnTo}
          order={filters.order}
          onSort={sort}
        />
      </>
    );
  }
  if (!query.error) return <SkeletonRows rows={10} label="Loading failures" />;
  return (
    <ErrorState
      what="The failures could not be loaded."
      why={messageOf(query.error)}
      onRetry={query.refetch}
      busy={query.isFetching}
    />
  );
}
