import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { type AddKeyInput, type changeKeyInput, keyList, keyPlaces } from "#lib/contracts/keys.ts";
import { fetchJson, sendOnly } from "./fetch-json.ts";

/** All provider keys, without their secrets. */
export function keyListQuery() {
  return queryOptions({
    queryKey: ["keys", "list"],
    queryFn: ({ signal }) => fetchJson(keyList, "/keys", { signal }),
    staleTime: 10_000,
    meta: { live: true },
  });
}

/** What each provider × region needs of a key. */
export function keyPlacesQuery() {
  return queryOptions({
    queryKey: ["keys", "places"],
    queryFn: ({ signal }) => fetchJson(keyPlaces, "/key-places", { signal }),
    staleTime: 60 * 60_000,
  });
}

const created = z.object({ id: z.uuid() });

/** Adds a key; answers its id, for the test that follows. */
export function addKey(input: AddKeyInput) {
  return fetchJson(created, "/keys", { method: "POST", body: input });
}

/** Changes a key's label, or disables or enables it. */
export function changeKey(input: z.input<typeof changeKeyInput>) {
  return sendOnly(`/keys/${input.id}`, { method: "PATCH", body: input });
}

/** Puts a new secret in the key's place. */
export function replaceKey(id: string, secret: string) {
  return sendOnly(`/keys/${id}/secret`, { method: "PUT", body: { id, secret } });
}

/** Tests the key with the vendor's cheapest call; the result is then in the list. */
export function testKey(id: string) {
  return sendOnly(`/keys/${id}/test`, { method: "POST" });
}

export function deleteKey(id: string) {
  return sendOnly(`/keys/${id}`, { method: "DELETE" });
}
