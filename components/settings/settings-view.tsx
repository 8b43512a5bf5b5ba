"use client";

import { useMay } from "#components/shell/use-viewer.ts";
import { RejectedCard } from "./rejected-card.tsx";
import { RetentionCard } from "./retention-card.tsx";
import { UnreadLinksCard } from "./unread-links-card.tsx";
import { WebhookPlacesCard } from "./webhook-places-card.tsx";

/** The Settings screen: where webhooks are received, what proves them, what was not believed; how long what is kept. */
export function SettingsView() {
  const mayRemove = useMay("admin");
  return (
    <>
      <p className="max-w-reading text-soft">
        Webhooks tell of a job’s end before the next poll does. Each is proven by its signature; what is not proven
        changes nothing and is listed below.
      </p>
      <WebhookPlacesCard />
      <UnreadLinksCard />
      <RejectedCard />
      {mayRemove && <RetentionCard />}
    </>
  );
}
