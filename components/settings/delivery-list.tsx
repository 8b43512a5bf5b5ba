"use client";

import { Place } from "#components/ui/place.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WebhookDelivery } from "#lib/contracts/webhooks.ts";
import { reasonWords } from "#lib/format/delivery-words.ts";

/** Deliveries with the reason for which they had no effect; opened, each shows the start of what was sent. */
export function DeliveryList({ items }: { items: WebhookDelivery[] }) {
  return (
    <ul>
      {items.map((delivery) => (
        <li key={delivery.id} className="border-line-faint border-t px-4 py-2.5">
          <details>
            <summary className="flex cursor-pointer flex-wrap items-center gap-x-4 gap-y-1">
              <Time at={delivery.at} format="near" className="text-quiet text-sm" />
              <Place provider={delivery.provider} region={delivery.region} />
              <span className="font-[560]">{reasonWords[delivery.reason ?? "malformed"]}</span>
              {delivery.linkHost && <code className="break-all font-mono text-xs">{delivery.linkHost}</code>}
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
