"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { GuidanceCard } from "#components/guidance-card/guidance-card.tsx";
import { GuidanceSkeleton } from "#components/guidance-card/guidance-skeleton.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { entryQuery } from "#lib/queries/catalog.ts";
import { ClientError, messageOf } from "#lib/queries/client-error.ts";
import { EntryFacts } from "./entry-facts.tsx";
import { EntrySources } from "./entry-sources.tsx";

/** One entry's own page: the guidance, how often it applied, and what it was written from. */
export function EntryView({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useQuery(entryQuery(id));
  if (data) {
    return (
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,4fr)]">
        <GuidanceCard entry={data} isOwnPage />
        <div className="flex flex-col gap-4">
          <EntryFacts entry={data} />
          <EntrySources entry={data} />
        </div>
      </div>
    );
  }
  if (!error) return <GuidanceSkeleton />;
  if (error instanceof ClientError && error.status === 404) {
    return (
      <Card>
        <EmptyState
          icon={SearchX}
          title="There is no such entry"
          action={<LinkButton href="/guidance">All guidance</LinkButton>}
        >
          <code className="font-mono text-xs">{id}</code> is not in the catalog.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <ErrorState what="The entry could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
    </Card>
  );
}
