import { Suspense } from "react";
import { ClientsView } from "#components/clients/clients-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { clientListQuery } from "#lib/queries/clients.ts";
import { listClients } from "#server/access/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../prefetch.ts";

export const metadata = { title: "Clients" };

export default function ClientsPage() {
  return (
    <Screen title="Clients" controls="search">
      <Suspense fallback={<ListSkeleton label="Loading clients" />}>
        <Clients />
      </Suspense>
    </Screen>
  );
}

async function Clients() {
  const ctx = await pageContext();
  return (
    <Hydrate queries={[await prefetch(ctx, clientListQuery(), listClients, {})]}>
      <ClientsView />
    </Hydrate>
  );
}
