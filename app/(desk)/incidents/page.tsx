import { Suspense } from "react";
import { IncidentsView } from "#components/incidents/incidents-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { incidentFilters } from "#lib/contracts/incidents.ts";
import { incidentListQuery } from "#lib/queries/incidents.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { loadIncidentParams } from "#lib/url/screen-params.ts";
import { listIncidents } from "#server/incidents/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../prefetch.ts";

export const metadata = { title: "Incidents" };

export default function IncidentsPage(props: PageProps<"/incidents">) {
  return (
    <Screen title="Incidents">
      <Suspense fallback={<ListSkeleton label="Loading incidents" />}>
        <Incidents {...props} />
      </Suspense>
    </Screen>
  );
}

async function Incidents({ searchParams }: PageProps<"/incidents">) {
  const ctx = await pageContext();
  const filters = filtersOf(incidentFilters, await loadIncidentParams(searchParams));
  return (
    <Hydrate queries={[await prefetch(ctx, incidentListQuery(filters), listIncidents, filters)]}>
      <IncidentsView />
    </Hydrate>
  );
}
