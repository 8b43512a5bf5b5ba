/**
 * Jobs: the one truth about every unit of vendor work. It owns the tables `job`, `job_observation`, `vendor_file` and
 * `failure`, `credit_entry`, `credit_rider`, `webhook_delivery`, `payload_host`, and the only door through which their news comes in. It must not proxy calls or draw charts.
 */

export { failureFilter } from "./failure-list-store.ts";
export { failureOf } from "./failure-of.ts";
export { type FailureRow, insertFailures } from "./failure-store.ts";
export { titleOf } from "./failure-title.ts";
export { rememberFiles, type UploadedFile } from "./file-store.ts";
export { getFailure } from "./get-failure.ts";
export { getJob } from "./get-job.ts";
export { keyOfJob } from "./key-of-job-store.ts";
export { listDeliveries, listWebhookPlaces } from "./list-deliveries.ts";
export { countFailures, listFailures } from "./list-failures.ts";
export { countJobs, listJobs } from "./list-jobs.ts";
export type { Observation } from "./observation.ts";
export { cancelJob, pollNow } from "./operate-job.ts";
export { addPayloadHost, removePayloadHost } from "./payload-hosts.ts";
export { makePollBacklog } from "./poll-backlog.ts";
export { pollVendorJob } from "./poll-job.ts";
export { endOrphanedLeases, pollSoon } from "./poll-store.ts";
export { makePoller, type Poller } from "./poller.ts";
export { receiveWebhook } from "./receive-webhook.ts";
export { recordInFull } from "./record-in-full.ts";
export { recordTogether } from "./record-together.ts";
export { dropOldExcerpts, dropOldFailures, dropOldJobs } from "./retention-store.ts";
export { creditsSpent } from "./spent-credits-store.ts";
export { endsBadly } from "./states.ts";
export { findJobId } from "./store.ts";
export { defaultStuckSeconds, learnStuckThresholds } from "./stuck.ts";
export { dropOldDeliveries } from "./webhook-store.ts";
