"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useOrigin } from "#components/shell/use-origin.ts";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Place } from "#components/ui/place.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WebhookPlaces, WebhookSecretSummary } from "#lib/contracts/webhooks.ts";
import { countOf } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { webhookPlacesQuery, webhookSecretsQuery } from "#lib/queries/webhooks.ts";
import { AddSecretDialog } from "./add-secret-dialog.tsx";
import { PayloadHosts } from "./payload-hosts.tsx";
import { SecretRow } from "./secret-row.tsx";

type PlaceRow = WebhookPlaces["items"][number];

/** Every address webhooks can be sent to, with the secrets that hold there and what came lately. */
export function WebhookPlacesCard() {
  const mayChange = useMay("admin");
  const [adding, setAdding] = useState(false);
  const { data, error, refetch, isFetching } = useLiveQuery(webhookPlacesQuery(), { everyMs: 15_000 });
  const secrets = useQuery(webhookSecretsQuery()).data?.items ?? [];
  return (
    <Card>
      <CardHeader
        title="Webhooks"
        actions={
          mayChange && (
            <Button size="small" onClick={() => setAdding(true)}>
              <Plus aria-hidden strokeWidth={1.75} /> Add secret
            </Button>
          )
        }
      />
      {data ? (
        <ul>
          {data.items.map((place) => (
            <PlaceItem
              key={place.path}
              place={place}
              baseUrl={data.baseUrl}
              secrets={secrets.filter(({ provider, region }) => provider === place.provider && region === place.region)}
            />
          ))}
        </ul>
      ) : error ? (
        <ErrorState
          what="The webhooks could not be loaded."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <SkeletonRows rows={6} label="Loading webhooks" />
      )}
      {adding && data && <AddSecretDialog places={data} onClose={() => setAdding(false)} />}
    </Card>
  );
}

interface PlaceItemProps {
  place: PlaceRow;
  baseUrl: string | null;
  secrets: WebhookSecretSummary[];
}

function PlaceItem({ place, baseUrl, secrets }: PlaceItemProps) {
  const origin = useOrigin();
  const address = `${baseUrl ?? origin}${place.path}`;
  return (
    <li className="border-line-faint border-t px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-40">
          <Place provider={place.provider} region={place.region} />
        </span>
        <span className="flex min-w-0 items-center gap-2">
          <code className="min-w-0 break-all font-mono text-xs">{address}</code>
          <CopyButton text={address} what="webhook address" />
        </span>
        {!place.signed && <Chip>unsigned: taken as hints</Chip>}
        <span className="ml-auto text-quiet text-sm">
          {place.lastAcceptedAt ? (
            <>
              last <Time at={place.lastAcceptedAt} format="relative" /> ·{" "}
              {countOf(place.accepted24h, "delivery", "deliveries")} in 24 h
            </>
          ) : (
            "none came yet"
          )}
          {place.rejected24h > 0 && <span className="text-bad"> · {place.rejected24h} rejected</span>}
        </span>
      </div>
      {place.signed && (
        <ul className="mt-1">
          {secrets.map((secret) => (
            <SecretRow key={secret.id} secret={secret} />
          ))}
          {secrets.length === 0 && <li className="text-quiet text-sm">No secret: every delivery is rejected.</li>}
        </ul>
      )}
      {place.links && <PayloadHosts place={place} links={place.links} />}
    </li>
  );
}
