import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type FailureFilters, failureDetail, failureGroupList, failureList } from "#lib/contracts/failures.ts";
import { rowCount } from "#lib/contracts/primitives.ts";
import { fetchJson } from "./fetch-json.ts";

/** A count may lag behind the list by this much, in ms. */
const countStaleMs = 15_000;

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

/** How many failures the filters leave, whatever page is shown. */
export function failureCountQuery({ cursor: _, limit: __, ...filters }: FailureFilters) {
  return queryOptions({
    queryKey: ["failures", "count", filters],
    queryFn: ({ signal }) => fetchJson(rowCount, "/failures/count", { query: filters, signal }),
    staleTime: countStaleMs,
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
