import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type JobFilters, jobDetail, jobList } from "#lib/contracts/jobs.ts";
import { rowCount } from "#lib/contracts/primitives.ts";
import { isEndState } from "#lib/vocabulary.ts";
import { fetchJson, sendOnly } from "./fetch-json.ts";
import { type JobPage, searchOn } from "./search-on.ts";

/** A count may lag behind the list by this much, in ms. */
const countStaleMs = 15_000;

/** Rows that a page of a search is filled to. */
const pageRows = 50;

/** One page of jobs, newest first. One that a search left short is filled on, and shown meanwhile as far as it is. */
export function jobListQuery(filters: JobFilters) {
  const queryKey = ["jobs", "list", filters] as const;
  return queryOptions({
    queryKey,
    queryFn: ({ signal, client }) =>
      searchOn(
        filters.limit ?? pageRows,
        (cursor) => fetchJson(jobList, "/jobs", { query: cursor ? { ...filters, cursor } : filters, signal }),
        (page) => {
          const known = client.getQueryData<JobPage>(queryKey);
          // A page that is done is better than half of a newer one.
          if (!known || known.lookedTo) client.setQueryData<JobPage>(queryKey, page);
        },
      ),
    staleTime: (query) => (query.state.data?.lookedTo ? 0 : 4000),
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}

/** How many jobs the filters leave, whatever page is shown. */
export function jobCountQuery({ cursor: _, limit: __, ...filters }: JobFilters) {
  return queryOptions({
    queryKey: ["jobs", "count", filters],
    queryFn: ({ signal }) => fetchJson(rowCount, "/jobs/count", { query: filters, signal }),
    staleTime: countStaleMs,
    meta: { live: true },
  });
}

const endedStaleMs = 30_000;

/** One job with its timeline and exchanges. */
export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ["jobs", "one", id],
    queryFn: ({ signal }) => fetchJson(jobDetail, `/jobs/${id}`, { signal }),
    staleTime: (query) => (query.state.data && isEndState(query.state.data.state) ? endedStaleMs : 1500),
    meta: { live: true },
  });
}

/** Asks the vendor about the job now. */
export function pollJob(id: string) {
  return sendOnly(`/jobs/${id}/poll`, { method: "POST" });
}

/** Asks the vendor to cancel the job. */
export function cancelJob(id: string) {
  return sendOnly(`/jobs/${id}/cancel`, { method: "POST" });
}
