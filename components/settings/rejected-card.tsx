"use client";

import { ShieldCheck } from "lucide-react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Place } from "#components/ui/place.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WebhookDelivery } from "#lib/contracts/webhooks.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { rejectedDeliveriesQuery } from "#lib/queries/webhooks.ts";
import { reasonWords } from "./delivery-words.ts";

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
  return (
    <ul>
      {items.map((delivery) => (
        <li key={delivery.id} className="border-line-faint border-t px-4 py-2.5">
          <details>
            <summary className="flex cursor-pointer flex-wrap items-center gap-x-4 gap-y-1">
              <Time at={delivery.at} format="near" className="text-quiet text-sm" />
              <Place provider={delivery.provider} region={delivery.region} />
              <span className="font-[560]">{reasonWords[delivery.reason ?? "malformed"]}</span>
              <span className="text-quiet text-sm">{delivery.eventType ?? "no event"}</span>
            </summary>
            <pre className="mt-2 max-h-60 overflow-auto whitespace-pre-wrap break-all rounded-control bg-fill p-3 font-mono text-xs">
              {delivery.excerpt || "(empty)"}
            </pre>
          </details>
        </li>
      ))}
    </ul>
  );
}
