"use client";

import { RejectedCard } from "./rejected-card.tsx";
import { WebhookPlacesCard } from "./webhook-places-card.tsx";

/** The Settings screen: where webhooks are received, what proves them, and what was not believed. */
export function SettingsView() {
  return (
    <>
      <p className="max-w-reading text-soft">
        Webhooks tell of a job’s end before the next poll does. Each is proven by its signature; what is not proven
        changes nothing and is listed below.
      </p>
      <WebhookPlacesCard />
      <RejectedCard />
    </>
  );
}
