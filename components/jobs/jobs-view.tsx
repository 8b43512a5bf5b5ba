"use client";

import { FilterX, Search } from "lucide-react";
import { useRef } from "react";
import { JobTimes } from "#components/job-times/job-times.tsx";
import { useHoldLive } from "#components/shell/live-context.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Time } from "#components/ui/time.tsx";
import { messageOf } from "#lib/queries/client-error.ts";
import { jobCountQuery, jobListQuery } from "#lib/queries/jobs.ts";
import type { JobPage } from "#lib/queries/search-on.ts";
import { FirstCall } from "./first-call.tsx";
import { jobColumns } from "./job-columns.tsx";
import { JobFilterBar } from "./job-filter-bar.tsx";
import { useJobFilters } from "./use-job-filters.ts";

/** The Jobs screen: the list with its filters, or how long jobs take. */
export function JobsView() {
  const bar = useJobFilters();
  return (
    <Tabs
      label="How jobs are shown"
      value={bar.view}
      onChange={bar.show}
      className="flex flex-col gap-3"
      items={[
        { value: "list", label: "List", content: bar.view === "list" && <JobList {...bar} /> },
        { value: "times", label: "How long", content: bar.view === "times" && <JobTimes /> },
      ]}
    />
  );
}

/** Counted this often, in ms: the list says what is new, the count only how much there is. */
const countEveryMs = 30_000;

/** Looked at this often, in ms; less where a look is a long search. */
const listEveryMs = (data: unknown) => ((data as JobPage | undefined)?.slow ? 60_000 : 5000);

function JobList(bar: ReturnType<typeof useJobFilters>) {
  const area = useRef<HTMLDivElement>(null);
  useHoldLive(area);
  const { data, error, refetch, isFetching, isPlaceholderData } = useLiveQuery(jobListQuery(bar.filters), {
    everyMs: listEveryMs,
  });
  const counted = useLiveQuery(
    { ...jobCountQuery(bar.filters), enabled: data !== undefined },
    { everyMs: countEveryMs, background: true },
  );
  return (
    <div className="flex flex-col gap-4">
      <JobFilterBar {...bar} />
      <Card ref={area}>
        {data ? (
          <>
            {data.resembling && (
              <p role="status" className="border-line border-b px-4 py-2.5 text-soft text-sm">
                No file name holds “{bar.q}” exactly; these come close.
              </p>
            )}
            {data.lookedTo && (
              <p role="status" className="border-line border-b px-4 py-2.5 text-soft text-sm">
                {error ? `The search stopped: ${messageOf(error)}` : `Looking for “${bar.q}” in file names.`} Done{" "}
                {bar.filters.order === "oldest" ? "up" : "back"} to <Time at={data.lookedTo} />.
                {error && (
                  <Button variant="ghost" size="small" disabled={isFetching} onClick={() => void refetch()}>
                    Search again
                  </Button>
                )}
              </p>
            )}
            <DataTable
              label="Jobs"
              columns={jobColumns}
              rows={data.items}
              rowId={(job) => job.id}
              stale={isPlaceholderData}
              empty={
                data.lookedTo ? (
                  <NoneYet stopped={error !== null} />
                ) : (
                  <NoJobs narrowed={bar.narrowed} clear={bar.clear} />
                )
              }
            />
            <Pagination
              cursor={bar.filters.cursor ?? null}
              next={data.next}
              shown={data.items.length}
              count={counted.data}
              onGo={bar.turnTo}
              order={bar.filters.order}
              onSort={bar.sort}
            />
          </>
        ) : error ? (
          <ErrorState what="The jobs could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
        ) : (
          <SkeletonRows rows={14} label="Loading jobs" />
        )}
      </Card>
    </div>
  );
}

function NoneYet({ stopped }: { stopped: boolean }) {
  return (
    <EmptyState icon={Search} title="None found yet">
      {stopped ? "The other names were not looked at." : "The search goes on."}
    </EmptyState>
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
