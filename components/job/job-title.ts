import type { JobDetail } from "#lib/contracts/jobs.ts";

/** What the job is called: its file, or the vendor's id where no file name is known. */
export function jobTitle(job: Pick<JobDetail, "fileName" | "vendorJobId">): string {
  return job.fileName ?? job.vendorJobId;
}
