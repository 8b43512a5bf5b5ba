"use client";

import { CircleCheck, FilterX } from "lucide-react";
import { useRef } from "react";
import { ExportButton } from "#components/exports/export-button.tsx";
import { useHoldLive } from "#components/shell/live-context.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { incidentStates } from "#lib/contracts/incidents.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { incidentListQuery } from "#lib/queries/incidents.ts";
import { incidentColumns } from "./incident-columns.tsx";
import { useIncidentFilters } from "./use-incident-filters.ts";

const stateItems = [
  { value: "any", label: "Open or resolved" },
  { value: "open", label: "Open" },
  { value: "resolved", label: "Resolved" },
];

/** The Incidents screen: what was wrong for many, newest first; provider and region are the top bar's. */
export function IncidentsView() {
  const { filters, narrowed, changeState, turnTo, clear } = useIncidentFilters();
  const area = useRef<HTMLDivElement>(null);
  useHoldLive(area);
  const { data, error, refetch, isFetching, isPlaceholderData } = useLiveQuery(incidentListQuery(filters));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label="State"
          look="filter"
          items={stateItems}
          value={filters.state ?? "any"}
          onChange={(next) => changeState(incidentStates.find((known) => known === next) ?? null)}
        />
        <span className="ml-auto">
          <ExportButton list="incidents" filters={filters} />
        </span>
      </div>
      <Card ref={area}>
        {data ? (
          <>
            <DataTable
              label="Incidents"
              columns={incidentColumns}
              rows={data.items}
              rowId={(incident) => incident.id}
              stale={isPlaceholderData}
              empty={<NoIncidents narrowed={narrowed} clear={clear} />}
            />
            <Pagination cursor={filters.cursor ?? null} next={data.next} shown={data.items.length} onGo={turnTo} />
          </>
        ) : error ? (
          <ErrorState
            what="The incidents could not be loaded."
            why={messageOf(error)}
            onRetry={refetch}
            busy={isFetching}
          />
        ) : (
          <SkeletonRows rows={14} label="Loading incidents" />
        )}
      </Card>
    </div>
  );
}

function NoIncidents({ narrowed, clear }: { narrowed: boolean; clear: () => void }) {
  if (narrowed) {
    return (
      <EmptyState
        icon={FilterX}
        title="No incident matches"
        action={<Button onClick={clear}>Clear the filters</Button>}
      >
        Nothing in this time range fits the filters and the scope above. A longer range may.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CircleCheck} title="No incident in this time range">
      One opens by itself when calls to a provider’s region fail one after the other, so that Docket holds them back. It
      is resolved when calls pass again and have done so for two minutes.
    </EmptyState>
  );
}
