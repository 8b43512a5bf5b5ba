import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type CallFilters, callList } from "#lib/contracts/calls.ts";
import { fetchJson } from "./fetch-json.ts";

/** One page of calls, newest first. */
export function callListQuery(filters: CallFilters) {
  return queryOptions({
    queryKey: ["calls", "list", filters],
    queryFn: ({ signal }) => fetchJson(callList, "/calls", { query: filters, signal }),
    staleTime: 4000,
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}
