"use client";

import { useState } from "react";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { PayloadHost, WebhookPlaces } from "#lib/contracts/webhooks.ts";
import { countOf } from "#lib/format/count.ts";
import { removePayloadHost, webhookPlacesQuery } from "#lib/queries/webhooks.ts";
import { AllowHostDialog } from "./allow-host-dialog.tsx";
import { type AllowHost, useAllowHost } from "./use-allow-host.ts";

type PlaceRow = WebhookPlaces["items"][number];
type Links = NonNullable<PlaceRow["links"]>;

/** From which hosts payloads that come as links are fetched; what came from others can be allowed with one click. */
export function PayloadHosts({ place, links }: { place: PlaceRow; links: Links }) {
  const mayChange = useMay("admin");
  const [asking, setAsking] = useState(false);
  const allow = useAllowHost(place);
  return (
    <div className="mt-1 text-sm">
      <p className="text-quiet">
        {links.allowed.length === 0
          ? "Links in place of payloads are not followed: no host is allowed (the vendor does not publish its hosts), and the job is polled instead."
          : "Links in place of payloads are followed to these hosts only; otherwise the job is polled instead."}
        {mayChange && (
          <Button size="small" variant="ghost" onClick={() => setAsking(true)}>
            Allow a host…
          </Button>
        )}
      </p>
      <ul>
        {links.allowed.map((host) => (
          <AllowedHost key={host.id} host={host} />
        ))}
        {links.refused.map((refused) => (
          <RefusedHost key={refused.host} refused={refused} allow={allow} />
        ))}
      </ul>
      {asking && <AllowHostDialog allow={allow} source={links.source} onClose={() => setAsking(false)} />}
    </div>
  );
}

function RefusedHost({ refused, allow }: { refused: Links["refused"][number]; allow: AllowHost }) {
  const mayChange = useMay("admin");
  const { host, deliveries, lastAt, mayBeAllowed } = refused;
  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-3">
      <code className="break-all font-mono text-xs">{host}</code>
      <span className="text-warn">not allowed</span>
      <span className="text-quiet">
        {countOf(deliveries, "delivery", "deliveries")}, last <Time at={lastAt} format="relative" />
      </span>
      {mayChange && mayBeAllowed && (
        <Button size="small" busy={allow.isPending && allow.variables === host} onClick={() => allow.mutate(host)}>
          Allow {host}
        </Button>
      )}
    </li>
  );
}

function AllowedHost({ host }: { host: PayloadHost }) {
  const mayChange = useMay("admin");
  const remove = useChange({
    send: () => removePayloadHost(host.id),
    refresh: webhookPlacesQuery().queryKey,
    done: () => `Links to ${host.host} are no longer followed`,
  });
  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-3">
      <code className="break-all font-mono text-xs">{host.host}</code>
      <span className="text-quiet">
        allowed <Time at={host.createdAt} />
      </span>
      {mayChange && (
        <Button
          size="small"
          variant="ghost"
          busy={remove.isPending}
          onClick={() => remove.mutate(undefined)}
          aria-label={`No longer allow ${host.host}`}
        >
          Remove
        </Button>
      )}
    </li>
  );
}
