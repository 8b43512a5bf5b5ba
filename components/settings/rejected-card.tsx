"use client";

import { ShieldCheck } from "lucide-react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { WebhookDelivery } from "#lib/contracts/webhooks.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { rejectedDeliveriesQuery } from "#lib/queries/webhooks.ts";
import { DeliveryList } from "./delivery-list.tsx";

/** The newest deliveries that were not believed, with the reason and the start of what was sent. */
export function RejectedCard() {
  const { data, error, refetch, isFetching } = useLiveQuery(rejectedDeliveriesQuery(), { everyMs: 15_000 });
  return (
    <Card>
      <CardHeader title="Rejected deliveries" aside="the newest 50; kept 14 days" />
      {data ? (
        <Rejected items={data.items} />
      ) : error ? (
        <ErrorState
          what="The deliveries could not be loaded."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <SkeletonRows rows={3} label="Loading deliveries" />
      )}
    </Card>
  );
}

function Rejected({ items }: { items: WebhookDelivery[] }) {
  if (items.length === 0) {
    return (
      <EmptyState icon={ShieldCheck} title="Nothing was rejected">
        Deliveries without a good signature, stale ones and unreadable ones are listed here.
      </EmptyState>
    );
  }
  return <DeliveryList items={items} />;
}
