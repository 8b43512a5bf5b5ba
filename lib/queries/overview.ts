import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { overview } from "#lib/contracts/overview.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { spoolReport } from "#lib/contracts/spool.ts";
import { creditTrend, errorTrend } from "#lib/contracts/trends.ts";
import { fetchJson } from "./fetch-json.ts";

/** Is anything wrong right now: a cell per provider × region, alarms, newest groups. */
export function overviewQuery(scope: Scope) {
  return queryOptions({
    queryKey: ["overview", scope],
    queryFn: ({ signal }) => fetchJson(overview, "/overview", { query: scope, signal }),
    staleTime: 4000,
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}

/** Failures by family over time. */
export function errorTrendQuery(scope: Scope) {
  return queryOptions({
    queryKey: ["trends", "errors", scope],
    queryFn: ({ signal }) => fetchJson(errorTrend, "/trends/errors", { query: scope, signal }),
    staleTime: 4000,
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}

/** Credits over time by provider × region: reported, estimated and unknown apart. */
export function creditTrendQuery(scope: Scope) {
  return queryOptions({
    queryKey: ["trends", "credits", scope],
    queryFn: ({ signal }) => fetchJson(creditTrend, "/trends/credits", { query: scope, signal }),
    staleTime: 4000,
    placeholderData: keepPreviousData,
    meta: { live: true },
  });
}

/** How full the journal of calls on disk is. */
export function spoolQuery() {
  return queryOptions({
    queryKey: ["spool"],
    queryFn: ({ signal }) => fetchJson(spoolReport, "/spool", { signal }),
    staleTime: 4000,
    meta: { live: true },
  });
}
