"use client";

import { SearchX } from "lucide-react";
import { Screen } from "#components/shell/screen.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { IncidentDetail } from "#lib/contracts/incidents.ts";
import { incidentTitle } from "#lib/format/incident-title.ts";
import { ClientError, messageOf } from "#lib/queries/client-error.ts";
import { incidentQuery } from "#lib/queries/incidents.ts";
import { AcknowledgeButton } from "./acknowledge-button.tsx";
import { IncidentFacts } from "./incident-facts.tsx";
import { ClientsCard, FailuresCard } from "./incident-hit.tsx";
import { IncidentStateMark } from "./incident-state-mark.tsx";
import { insideHref } from "./inside-href.ts";

const crumbs = [{ label: "Incidents", href: "/incidents" }];

/** One incident: when, how long, what it hit, and the ways to its failures and jobs. */
export function IncidentView({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useLiveQuery(incidentQuery(id));
  if (data) return <Incident incident={data} />;
  const isGone = error instanceof ClientError && (error.status === 404 || error.status === 422);
  return (
    <Screen crumbs={crumbs} title="Incident" controls="search">
      <Card>
        {isGone ? (
          <EmptyState
            icon={SearchX}
            title="There is no such incident"
            action={<LinkButton href="/incidents">All incidents</LinkButton>}
          >
            The address is wrong or cut off.
          </EmptyState>
        ) : error ? (
          <ErrorState
            what="The incident could not be loaded."
            why={messageOf(error)}
            onRetry={refetch}
            busy={isFetching}
          />
        ) : (
          <SkeletonRows rows={8} label="Loading the incident" />
        )}
      </Card>
    </Screen>
  );
}

function Incident({ incident }: { incident: IncidentDetail }) {
  const title = incidentTitle(incident.kind, incident);
  return (
    <Screen crumbs={crumbs} title={title} controls="search" ownHeading>
      <header className="flex flex-col gap-4">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 break-words text-xl">{title}</h1>
            <IncidentStateMark incident={incident} />
          </div>
          <div className="flex flex-wrap gap-2">
            <LinkButton href={insideHref("/jobs", incident)}>Jobs of its time</LinkButton>
            <LinkButton href={insideHref("/failures?view=single", incident)}>Failures of its time</LinkButton>
            {incident.resolvedAt === null && <AcknowledgeButton incident={incident} />}
          </div>
        </div>
        <IncidentFacts incident={incident} />
      </header>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_var(--spacing-aside)]">
        <FailuresCard incident={incident} />
        <ClientsCard incident={incident} />
      </div>
    </Screen>
  );
}
