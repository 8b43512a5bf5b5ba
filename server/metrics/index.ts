/**
 * Metrics: questions over calls, jobs and failures, each a file with its window, grouping and limits. It reads the
 * facts, owns the rollups (`rollup`, `rollup_time` and their deltas), and must never write a fact.
 */
export { creditTrend } from "./questions/credit-trend.ts";
export { errorTrend } from "./questions/error-trend.ts";
export { listFailureGroups } from "./questions/failure-groups.ts";
export { getOverview } from "./questions/overview.ts";
export { foldRollups, rebuildRollups, tidyRollups } from "./rollups/fold-rollups.ts";
