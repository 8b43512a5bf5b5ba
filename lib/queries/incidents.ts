import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type IncidentFilters, incidentDetail, incidentList, incidentSummary } from "#lib/contracts/incidents.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { fetchJson } from "./fetch-json.ts";

/** One page of incidents, newest first. */
export function incidentListQuery(filters: IncidentFilters) {
  return queryOptions({
    queryKey: ["incidents", "list", filters],
    queryFn: ({ signal }) => fetchJson(incidentList, "/incidents", { query: filters, signal }),
    staleTime: 4000,
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}

/** The incidents that are open now at the scope's places, whatever its range. */
export function openIncidentsQuery({ provider, region }: Scope) {
  const filters = { provider, region, state: "open" } as const;
  return queryOptions({
    queryKey: ["incidents", "open", filters],
    queryFn: ({ signal }) => fetchJson(incidentList, "/incidents", { query: filters, signal }),
    staleTime: 4000,
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}

/** One incident with what it hit. */
export function incidentQuery(id: string) {
  return queryOptions({
    queryKey: ["incidents", "one", id],
    queryFn: ({ signal }) => fetchJson(incidentDetail, `/incidents/${id}`, { signal }),
    staleTime: 1500,
    meta: { live: true },
  });
}

/** Says that one has seen the incident. */
export function acknowledgeIncident(id: string) {
  return fetchJson(incidentSummary, `/incidents/${id}/acknowledge`, { method: "POST" });
}
