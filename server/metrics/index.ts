/**
 * Metrics: questions over calls, jobs and failures, each a file with its window, grouping and limits. It reads the
 * facts and must never write them.
 */
export { creditTrend } from "./questions/credit-trend.ts";
export { errorTrend } from "./questions/error-trend.ts";
export { listFailureGroups } from "./questions/failure-groups.ts";
export { getOverview } from "./questions/overview.ts";
