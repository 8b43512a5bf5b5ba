import { Suspense } from "react";
import { IncidentView } from "#components/incidents/incident-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { incidentQuery } from "#lib/queries/incidents.ts";
import { getIncident } from "#server/incidents/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../../prefetch.ts";

export const metadata = { title: "Incident" };

export default function IncidentPage(props: PageProps<"/incidents/[id]">) {
  return (
    <Suspense fallback={<ListSkeleton label="Loading the incident" />}>
      <Incident {...props} />
    </Suspense>
  );
}

async function Incident({ params }: PageProps<"/incidents/[id]">) {
  const { id } = await params;
  const ctx = await pageContext();
  return (
    <Hydrate queries={[await prefetch(ctx, incidentQuery(id), getIncident, { id })]}>
      <IncidentView id={id} />
    </Hydrate>
  );
}
