import { Suspense } from "react";
import { ClientsView } from "#components/clients/clients-view.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";

export const metadata = { title: "Clients" };

export default function ClientsPage() {
  return (
    <Screen title="Clients" controls="search">
      <Suspense fallback={<ListSkeleton label="Loading clients" />}>
        <ClientsView />
      </Suspense>
    </Screen>
  );
}
