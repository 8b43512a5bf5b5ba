import { queryOptions } from "@tanstack/react-query";
import {
  type AddPayloadHostInput,
  type AddWebhookSecretInput,
  deliveryList,
  payloadHost,
  webhookPlaces,
  webhookSecretList,
  webhookSecretSummary,
} from "#lib/contracts/webhooks.ts";
import { fetchJson, sendOnly } from "./fetch-json.ts";

/** Where webhooks are received, and what came in the last 24 hours. */
export function webhookPlacesQuery() {
  return queryOptions({
    queryKey: ["webhooks", "places"],
    queryFn: ({ signal }) => fetchJson(webhookPlaces, "/webhook-places", { signal }),
    staleTime: 10_000,
    meta: { live: true },
  });
}

/** The secrets that prove who sent a webhook, by their last four characters. */
export function webhookSecretsQuery() {
  return queryOptions({
    queryKey: ["webhooks", "secrets"],
    queryFn: ({ signal }) => fetchJson(webhookSecretList, "/webhook-secrets", { signal }),
    staleTime: 10_000,
  });
}

/** The newest deliveries that were not believed. */
export function rejectedDeliveriesQuery() {
  return queryOptions({
    queryKey: ["webhooks", "rejected"],
    queryFn: ({ signal }) =>
      fetchJson(deliveryList, "/webhook-deliveries", { signal, query: { outcome: "rejected", limit: 50 } }),
    staleTime: 5_000,
    meta: { live: true },
  });
}

/** The newest deliveries whose payload came as a link that was not read. */
export function unreadLinksQuery() {
  return queryOptions({
    queryKey: ["webhooks", "unread links"],
    queryFn: ({ signal }) =>
      fetchJson(deliveryList, "/webhook-deliveries", { signal, query: { link: "unread", limit: 50 } }),
    staleTime: 5_000,
    meta: { live: true },
  });
}

export function addPayloadHost(input: AddPayloadHostInput) {
  return fetchJson(payloadHost, "/payload-hosts", { method: "POST", body: input });
}

export function removePayloadHost(id: string) {
  return sendOnly(`/payload-hosts/${id}`, { method: "DELETE" });
}

export function addWebhookSecret(input: AddWebhookSecretInput) {
  return fetchJson(webhookSecretSummary, "/webhook-secrets", { method: "POST", body: input });
}

export function removeWebhookSecret(id: string) {
  return sendOnly(`/webhook-secrets/${id}`, { method: "DELETE" });
}
