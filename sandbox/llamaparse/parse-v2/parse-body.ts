import type { Phase } from "../../jobs/job-phase.ts";
import { isoTime } from "../../time/clock.ts";
import { parseCredits } from "../credits.ts";
import type { JobView } from "../job-view.ts";

/** v2 has no partial status: a job with failed pages is COMPLETED. THROTTLED is extract's. */
const statuses: Record<Phase, string> = {
  queued: "PENDING",
  throttled: "PENDING",
  running: "RUNNING",
  succeeded: "COMPLETED",
  partial: "COMPLETED",
  failed: "FAILED",
  cancelled: "CANCELLED",
};

/** The vendor's word for a v2 job's state, in any product but extract. */
export function v2Status(view: JobView): string {
  return statuses[view.moment.phase];
}

/** `ParsingCreateResponse` in the vendor's SDK 2.16.0. */
export function parseJobBody(view: JobView, options: { withUsage: boolean } = { withUsage: false }) {
  const { record, moment } = view;
  return {
    id: view.id,
    project_id: record.projectId,
    status: v2Status(view),
    created_at: isoTime(record.createdAt),
    updated_at: isoTime(moment.since),
    name: displayName(record.documentName),
    tier: record.tier,
    error_message: view.errorMessage,
    usage: options.withUsage ? { credits: parseCredits(view) } : null,
    user_metadata: record.config ?? null,
  };
}

function displayName(documentName: string): string {
  if (!documentName.includes("://")) return documentName;
  return URL.parse(documentName)?.pathname.split("/").at(-1) || documentName;
}
