"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useMemo } from "react";
import { Button, LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { countOf } from "#lib/format/count.ts";
import { orderEntries } from "#lib/format/order-entries.ts";
import { ownerName } from "#lib/format/place.ts";
import { catalogQuery } from "#lib/queries/catalog.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { entryColumns } from "./entry-columns.tsx";
import { GuidanceFilterBar } from "./guidance-filter-bar.tsx";
import { useGuidanceFilters } from "./use-guidance-filters.ts";

/** The Guidance screen: the whole catalog by owner, with how often each entry applied lately. */
export function GuidanceView() {
  const bar = useGuidanceFilters();
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(catalogQuery(bar.filters));
  const rows = useMemo(() => orderEntries(data?.items ?? []), [data]);
  const shown =
    data && (rows.length === data.total ? "" : `${rows.length} of `) + countOf(data.total, "entry", "entries");
  return (
    <>
      <GuidanceFilterBar {...bar} />
      <p aria-live="polite" className="-mt-1 min-h-5 text-quiet text-sm">
        {shown}
      </p>
      <Card>
        {data ? (
          <DataTable
            label="Guidance"
            columns={entryColumns}
            rows={rows}
            rowId={(entry) => entry.id}
            groupOf={(entry) => ownerName(entry.provider)}
            stale={isPlaceholderData}
            empty={<NoEntry clear={bar.clear} />}
          />
        ) : error ? (
          <ErrorState
            what="The guidance could not be loaded."
            why={messageOf(error)}
            onRetry={refetch}
            busy={isFetching}
          />
        ) : (
          <SkeletonRows rows={16} label="Loading the guidance" />
        )}
      </Card>
    </>
  );
}

function NoEntry({ clear }: { clear: () => void }) {
  return (
    <EmptyState
      icon={SearchX}
      title="No entry matches"
      action={
        <div className="flex gap-2">
          <Button onClick={clear}>Clear the filters</Button>
          <LinkButton href="/diagnose">Diagnose an error text</LinkButton>
        </div>
      }
    >
      The search looks at codes, messages and titles. To find the entry for a whole error text, paste it into Diagnose.
    </EmptyState>
  );
}
