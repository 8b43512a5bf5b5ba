import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type FailureFilters, failureDetail, failureGroupList, failureList } from "#lib/contracts/failures.ts";
import { fetchJson } from "./fetch-json.ts";

/** One page of single failures, newest first. */
export function failureListQuery(filters: FailureFilters) {
  return queryOptions({
    queryKey: ["failures", "list", filters],
    queryFn: ({ signal }) => fetchJson(failureList, "/failures", { query: filters, signal }),
    staleTime: 4000,
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}

/** Failures grouped by entry and place, the last seen first. */
export function failureGroupsQuery(filters: FailureFilters) {
  return queryOptions({
    queryKey: ["failures", "groups", filters],
    queryFn: ({ signal }) => fetchJson(failureGroupList, "/failure-groups", { query: filters, signal }),
    staleTime: 4000,
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}

/** One failure with its exchange and the reasons for its classification. It never changes. */
export function failureQuery(id: string) {
  return queryOptions({
    queryKey: ["failures", "one", id],
    queryFn: ({ signal }) => fetchJson(failureDetail, `/failures/${id}`, { signal }),
    staleTime: 5 * 60_000,
  });
}
