"use client";

import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { unreadLinksQuery } from "#lib/queries/webhooks.ts";
import { DeliveryList } from "./delivery-list.tsx";

/** The newest deliveries whose payload came as a link that was not read; nothing while there is none. */
export function UnreadLinksCard() {
  const items = useLiveQuery(unreadLinksQuery(), { everyMs: 15_000 }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Links that were not read" aside="the newest 50; the jobs were polled instead" />
      <DeliveryList items={items} />
    </Card>
  );
}
