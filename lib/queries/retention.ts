import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type RetentionSettings, retentionDone, retentionSettings, retentionState } from "#lib/contracts/retention.ts";
import { fetchJson } from "./fetch-json.ts";

/** What is kept and what would go; with settings, what those would remove. */
export function retentionQuery(settings?: RetentionSettings) {
  const query = settings && { ...settings, rollupsDays: settings.rollupsDays ?? "forever" };
  return queryOptions({
    queryKey: ["retention", query],
    queryFn: ({ signal }) => fetchJson(retentionState, "/retention", { query, signal }),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

export function setRetention(settings: RetentionSettings) {
  return fetchJson(retentionSettings, "/retention", { method: "PUT", body: settings });
}

/** Removes now what is due by the saved settings. */
export function applyRetention() {
  return fetchJson(retentionDone, "/retention/apply", { method: "POST" });
}
