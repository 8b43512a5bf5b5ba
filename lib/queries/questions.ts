import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import {
  chartMarks,
  comparison,
  type comparisonInput,
  documentShapes,
  entryChanges,
  failureSeries,
  type failureSeriesInput,
  type LatencyKind,
  latencyTrend,
  type ShapeDimension,
  stuckJobs,
} from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { fetchJson } from "./fetch-json.ts";

const live = { staleTime: 4000, placeholderData: keepPreviousData, meta: { live: true } } as const;

/** Failures over time by one dimension, with attempts and rates. */
export function failureSeriesQuery(input: z.output<typeof failureSeriesInput>) {
  return queryOptions({
    queryKey: ["trends", "failures", input],
    queryFn: ({ signal }) => fetchJson(failureSeries, "/trends/failures", { query: input, signal }),
    ...live,
  });
}

/** How long calls or the stages of jobs took. */
export function latencyQuery(scope: Scope, kind: LatencyKind) {
  return queryOptions({
    queryKey: ["trends", "latency", scope, kind],
    queryFn: ({ signal }) => fetchJson(latencyTrend, "/trends/latency", { query: { ...scope, kind }, signal }),
    ...live,
  });
}

/** Entries that are new in the window, or back after a silence. */
export function entryChangesQuery(scope: Scope) {
  return queryOptions({
    queryKey: ["entry-changes", scope],
    queryFn: ({ signal }) => fetchJson(entryChanges, "/entry-changes", { query: scope, signal }),
    ...live,
  });
}

/** Living jobs by place and product, with what they are judged stuck by. */
export function stuckJobsQuery(scope: Scope) {
  return queryOptions({
    queryKey: ["stuck-jobs", scope],
    queryFn: ({ signal }) => fetchJson(stuckJobs, "/stuck-jobs", { query: scope, signal }),
    ...live,
  });
}

/** The window beside the period before it. */
export function comparisonQuery(input: z.output<typeof comparisonInput>) {
  return queryOptions({
    queryKey: ["comparisons", input],
    queryFn: ({ signal }) => fetchJson(comparison, "/comparisons", { query: input, signal }),
    ...live,
  });
}

/** How jobs ended by the shape of their document. */
export function documentShapesQuery(scope: Scope, by: ShapeDimension) {
  return queryOptions({
    queryKey: ["document-shapes", scope, by],
    queryFn: ({ signal }) => fetchJson(documentShapes, "/document-shapes", { query: { ...scope, by }, signal }),
    ...live,
  });
}

/** Changes of the desk's own in the window, for the time axis of charts. */
export function chartMarksQuery(scope: Scope) {
  return queryOptions({
    queryKey: ["chart-marks", scope],
    queryFn: ({ signal }) => fetchJson(chartMarks, "/chart-marks", { query: scope, signal }),
    ...live,
  });
}
