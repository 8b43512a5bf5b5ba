import type { Phase } from "../jobs/job-phase.ts";
import type { JobView } from "./job-view.ts";

const statuses: Record<Phase, string> = {
  queued: "PENDING",
  throttled: "PENDING",
  running: "PENDING",
  succeeded: "SUCCESS",
  partial: "PARTIAL_SUCCESS",
  failed: "ERROR",
  cancelled: "CANCELLED",
};

/** `StatusEnum`: the words of the v1 products, which have none for running. */
export function v1Status(view: JobView): string {
  return statuses[view.moment.phase];
}
