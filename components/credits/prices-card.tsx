"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Place } from "#components/ui/place.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { CreditPrice } from "#lib/contracts/credits.ts";
import { placeName } from "#lib/format/place.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { creditsKey, priceListQuery, removePrice } from "#lib/queries/credits.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import { PriceDialog } from "./price-dialog.tsx";

/** What a credit costs where; money is shown only where a price is set. */
export function PricesCard({ provider }: { provider: ProviderId }) {
  const mayChange = useMay("admin");
  const [adding, setAdding] = useState(false);
  const { data, error, refetch, isFetching } = useQuery(priceListQuery());
  return (
    <Card className="min-w-0">
      <CardHeader
        title="Prices"
        aside="of one credit, by place and plan"
        actions={
          mayChange && (
            <Button size="small" onClick={() => setAdding(true)}>
              <Plus aria-hidden strokeWidth={1.75} /> Set price
            </Button>
          )
        }
      />
      {data ? (
        data.items.length > 0 ? (
          <ul className="pb-1">
            {data.items.map((price) => (
              <PriceRow key={price.id} price={price} mayChange={mayChange} />
            ))}
          </ul>
        ) : (
          <p className="px-4 pt-2 pb-5 text-soft text-sm">
            None is set, so no money is shown. Set what your plan charges for a credit; it counts from the day you name.
          </p>
        )
      ) : error ? (
        <ErrorState what="The prices could not be loaded." why={messageOf(error)} onRetry={refetch} busy={isFetching} />
      ) : (
        <SkeletonRows rows={3} label="Loading prices" />
      )}
      {adding && <PriceDialog provider={provider} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function PriceRow({ price, mayChange }: { price: CreditPrice; mayChange: boolean }) {
  const [asking, setAsking] = useState(false);
  const place = placeName(price.provider, price.region);
  const remove = useChange({
    send: () => removePrice(price.id),
    refresh: creditsKey,
    done: () => `Price for ${place} removed`,
  });
  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-3 border-line-faint border-t px-4 py-1">
      <Place provider={price.provider} region={price.region} />
      <span className={price.current ? undefined : "text-quiet"}>
        {price.amount} {price.currency}
      </span>
      <span className="text-quiet text-sm">
        {price.plan && `${price.plan}, `}from {price.validFrom}, set by {price.author}
      </span>
      {price.current && <Chip tone="ok">holds today</Chip>}
      {mayChange && (
        <Button
          size="small"
          variant="ghost"
          className="ml-auto"
          onClick={() => setAsking(true)}
          aria-label={`Remove the price for ${place} from ${price.validFrom}`}
        >
          Remove
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove the price for ${place} from ${price.validFrom}?`}
        confirmLabel="Remove price"
        onConfirm={() => remove.mutateAsync(undefined)}
      >
        Credits since that day are priced by the price before it, or not at all. The credits themselves stay as they
        are.
      </ConfirmDialog>
    </li>
  );
}
