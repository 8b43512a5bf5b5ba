import { Suspense } from "react";
import { SettingsView } from "#components/settings/settings-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { webhookPlacesQuery } from "#lib/queries/webhooks.ts";
import { listWebhookPlaces } from "#server/jobs/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../prefetch.ts";

export const metadata = { title: "Settings" };

export default function SettingsPage() {
  return (
    <Screen title="Settings" controls="search">
      <Suspense fallback={<ListSkeleton label="Loading settings" />}>
        <Settings />
      </Suspense>
    </Screen>
  );
}

async function Settings() {
  const ctx = await pageContext();
  return (
    <Hydrate queries={[await prefetch(ctx, webhookPlacesQuery(), listWebhookPlaces, {})]}>
      <SettingsView />
    </Hydrate>
  );
}
