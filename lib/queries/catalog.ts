import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { type CatalogFilters, catalogList, entryDetail, type feedbackInput } from "#lib/contracts/catalog.ts";
import { fetchJson, sendOnly } from "./fetch-json.ts";

/** The catalog with live counts. */
export function catalogQuery(filters: CatalogFilters) {
  return queryOptions({
    queryKey: ["catalog", "list", filters],
    queryFn: ({ signal }) => fetchJson(catalogList, "/catalog", { query: filters, signal }),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** One entry with its guidance. `id` is `<provider>/<slug>`. */
export function entryQuery(id: string) {
  return queryOptions({
    queryKey: ["catalog", "one", id],
    queryFn: ({ signal }) => fetchJson(entryDetail, entryPath(id), { signal }),
    staleTime: 30_000,
  });
}

/** Writes the team's note on an entry; an empty body removes it. */
export function saveNote(id: string, body: string) {
  return sendOnly(`${entryPath(id)}/note`, { method: "PUT", body: { entryId: id, body } });
}

/** Says whether the guidance helped with one failure. */
export function sendFeedback(input: z.input<typeof feedbackInput>) {
  return sendOnly(`${entryPath(input.entryId)}/feedback`, { method: "POST", body: input });
}

function entryPath(id: string): string {
  return `/catalog/${id.split("/").map(encodeURIComponent).join("/")}`;
}
