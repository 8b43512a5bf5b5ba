import type { FailureDetail } from "#lib/contracts/failures.ts";
import type { JobDetail } from "#lib/contracts/jobs.ts";

/**
 * The one failure a card speaks about. A `FailureDetail` is one; Diagnose gives what it knows, without an `id`. `reasons`
 * are the sentences under "Why we say so".
 */
export type GuidanceOccurrence = Pick<FailureDetail, "match" | "message" | "reasons"> & Partial<FailureDetail>;

/** The job behind the failure, as far as a vendor's support needs it. */
export type OccurrenceJob = Pick<
  JobDetail,
  "vendorJobId" | "vendorStatus" | "createdAt" | "endedAt" | "tier" | "pages" | "product"
>;
