"use client";

import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { Popover } from "#components/ui/popover.tsx";
import type { Scope } from "#lib/contracts/scope.ts";
import { placeName } from "#lib/format/place.ts";
import { clientListQuery } from "#lib/queries/clients.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { ScopeClients } from "./scope-clients.tsx";
import { ScopePlaces } from "./scope-places.tsx";
import { topControlClass } from "./top-control.ts";
import { useScope } from "./use-scope.ts";

/** Narrows every screen to a provider, a region, a product, a client. */
export function ScopePicker() {
  const [scope, change] = useScope();
  const clients = useQuery({ ...clientListQuery(), enabled: scope.client !== undefined });
  const client = clients.data?.items.find(({ id }) => id === scope.client)?.name;
  const parts = [placeOf(scope), scope.product, scope.client && (client ?? "one client")].filter(Boolean);
  return (
    <Popover
      label="Scope"
      className="w-80"
      trigger={
        <button type="button" className={topControlClass()}>
          <Layers aria-hidden strokeWidth={1.75} className="max-sm:hidden" />
          <span className="max-w-56 truncate">{parts.join(" · ")}</span>
        </button>
      }
    >
      <div className="flex flex-col gap-3">
        <ScopePlaces scope={scope} onChange={change} />
        <ScopeClients client={scope.client} onChange={(id) => change({ client: id })} />
      </div>
    </Popover>
  );
}

function placeOf(scope: Scope): string {
  if (scope.provider && scope.region) return placeName(scope.provider, scope.region);
  if (scope.provider) return providerLabels[scope.provider];
  return scope.region ? `All providers, ${scope.region}` : "All providers";
}
