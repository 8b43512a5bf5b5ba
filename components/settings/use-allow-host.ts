"use client";

import { useChange } from "#components/ui/use-change.ts";
import type { AddPayloadHostInput } from "#lib/contracts/webhooks.ts";
import { addPayloadHost, webhookPlacesQuery } from "#lib/queries/webhooks.ts";

export type AllowHost = ReturnType<typeof useAllowHost>;

/** Allows hosts of one place. */
export function useAllowHost({ provider, region }: Pick<AddPayloadHostInput, "provider" | "region">) {
  return useChange({
    send: (host: string) => addPayloadHost({ provider, region, host }),
    refresh: webhookPlacesQuery().queryKey,
    done: (host) => `Payloads are fetched from ${host}`,
  });
}
