import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import {
  type changeClientInput,
  clientList,
  clientSummary,
  type createClientInput,
  createdToken,
} from "#lib/contracts/clients.ts";
import { fetchJson, sendOnly } from "./fetch-json.ts";

/** All client applications with their tokens' last four characters. */
export function clientListQuery() {
  return queryOptions({
    queryKey: ["clients", "list"],
    queryFn: ({ signal }) => fetchJson(clientList, "/clients", { signal }),
    staleTime: 10_000,
    meta: { live: true },
  });
}

export function createClient(input: z.input<typeof createClientInput>) {
  return fetchJson(clientSummary, "/clients", { method: "POST", body: input });
}

/** Renames a client, narrows its providers, or disables or enables it. */
export function changeClient(input: z.input<typeof changeClientInput>) {
  return sendOnly(`/clients/${input.id}`, { method: "PATCH", body: input });
}

export function deleteClient(id: string) {
  return sendOnly(`/clients/${id}`, { method: "DELETE" });
}

/** Makes a token; the answer is the only time it is shown whole. */
export function createToken(clientId: string, label: string) {
  return fetchJson(createdToken, `/clients/${clientId}/tokens`, { method: "POST", body: { clientId, label } });
}

export function revokeToken(clientId: string, tokenId: string) {
  return sendOnly(`/clients/${clientId}/tokens/${tokenId}`, { method: "DELETE" });
}
