"use client";

import { FilterX } from "lucide-react";
import { useRef } from "react";
import { useHoldLive } from "#components/shell/live-context.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { messageOf } from "#lib/queries/client-error.ts";
import { jobListQuery } from "#lib/queries/jobs.ts";
import { FirstCall } from "./first-call.tsx";
import { jobColumns } from "./job-columns.tsx";
import { JobFilterBar } from "./job-filter-bar.tsx";
import { useJobFilters } from "./use-job-filters.ts";

/** The Jobs screen: filters and the table. */
export function JobsView() {
  const bar = useJobFilters();
  const area = useRef<HTMLDivElement>(null);
  useHoldLive(area);
  const { data, error, refetch, isFetching, isPlaceholderData } = useLiveQuery(jobListQuery(bar.filters));
  return (
    <>
      <JobFilterBar {...bar} />
      <Card ref={area}>
        {data ? (
          <>
            <DataTable
              label="Jobs"
              columns={jobColumns}
              rows={data.items}
              rowId={(job) => job.id}
              stale={isPlaceholderData}
              empty={<NoJobs narrowed={bar.narrowed} clear={bar.clear} />}
            />
            <Pagination
              cursor={bar.filters.cursor ?? null}
              next={data.next}
              shown={data.items.length}
              onGo={bar.turnTo}
            />
          </>
        ) : error ? (
          <ErrorState what="The jobs could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
        ) : (
          <SkeletonRows rows={14} label="Loading jobs" />
        )}
      </Card>
    </>
  );
}

function NoJobs({ narrowed, clear }: { narrowed: boolean; clear: () => void }) {
  if (!narrowed) return <FirstCall />;
  return (
    <EmptyState icon={FilterX} title="No job matches" action={<Button onClick={clear}>Clear the filters</Button>}>
      Nothing in this time range fits the filters and the scope above. A longer range may.
    </EmptyState>
  );
}
