"use client";

import { AcknowledgeButton } from "#components/incidents/acknowledge-button.tsx";
import { hitWords } from "#components/incidents/hit-words.ts";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useScope } from "#components/shell/use-scope.ts";
import { Card } from "#components/ui/card.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentSummary } from "#lib/contracts/incidents.ts";
import { incidentTitle } from "#lib/format/incident-title.ts";
import { openIncidentsQuery } from "#lib/queries/incidents.ts";

/** What is wrong for many right now: since when, what it hits, who looks after it; nothing while nothing is. */
export function OpenIncidents() {
  const [scope] = useScope();
  const { data } = useLiveQuery(openIncidentsQuery(scope), { background: true });
  if (!data || data.items.length === 0) return null;
  return (
    <Card role="alert" className="relative overflow-hidden py-3.5 pr-4 pl-5">
      <span aria-hidden className="absolute inset-y-0 left-0 w-1 bg-bad" />
      <ul className="flex flex-col gap-3">
        {data.items.map((incident) => (
          <li key={incident.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <div className="min-w-0 flex-[1_1_26rem]">
              <h2 className="text-lg">
                <ScopedLink href={`/incidents/${incident.id}`} className="underline-offset-2 hover:underline">
                  {incidentTitle(incident.kind, incident)}
                </ScopedLink>
              </h2>
              <p className="mt-0.5 text-soft">
                <Since incident={incident} /> · {incident.reason} ·{" "}
                <span className="tabular">{hitWords(incident)}</span>
                {incident.acknowledged && ` · ${incident.acknowledged.by} looks after it`}
              </p>
            </div>
            <AcknowledgeButton incident={incident} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Since({ incident: { openedAt, quietSince } }: { incident: IncidentSummary }) {
  if (quietSince === null) {
    return (
      <>
        Since <Time at={openedAt} format="near" />
      </>
    );
  }
  return (
    <>
      Since <Time at={openedAt} format="near" />, works again since <Time at={quietSince} format="near" />
    </>
  );
}
