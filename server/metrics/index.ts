/**
 * Metrics: questions over calls, jobs and failures, each a file with its window, grouping and limits. It reads the
 * facts, owns the rollups (`rollup`, `rollup_time` and their deltas), and must never write a fact.
 */

export { type Buckets, bucketIndexSql, bucketsOf } from "./buckets.ts";
export { listChartMarks } from "./questions/chart-marks.ts";
export { comparePeriods } from "./questions/comparison.ts";
export { creditTrend } from "./questions/credit-trend.ts";
export { documentShapes } from "./questions/document-shapes.ts";
export { listEntryChanges } from "./questions/entry-changes.ts";
export { errorTrend } from "./questions/error-trend.ts";
export { listFailureGroups } from "./questions/failure-groups.ts";
export { failureTrend } from "./questions/failure-series.ts";
export { latencyTrend } from "./questions/latency.ts";
export { getOverview } from "./questions/overview.ts";
export { countStuckJobs } from "./questions/stuck-jobs.ts";
export { countsSource, factsSql, timesOfFactsSql } from "./rollups/counts-source.ts";
export { foldRollups, rebuildRollups, tidyRollups } from "./rollups/fold-rollups.ts";
export { dropRollupsBefore } from "./rollups/store.ts";
