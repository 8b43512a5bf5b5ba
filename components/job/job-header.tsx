import { CopyButton } from "#components/ui/copy-button.tsx";
import { Id } from "#components/ui/id.tsx";
import { JobStateMark } from "#components/ui/job-state-mark.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { JobActions } from "./job-actions.tsx";
import { JobFacts } from "./job-facts.tsx";
import { jobTitle } from "./job-title.ts";

/** Name, state, the vendor's id, what one may do, and the facts. */
export function JobHeader({ job }: { job: JobDetail }) {
  return (
    <header className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3">
            <h1 className="min-w-0 break-words text-xl">{jobTitle(job)}</h1>
            <JobStateMark state={job.state} stuck={job.stuck} />
          </div>
          {job.fileName ? (
            <Id value={job.vendorJobId} what="vendor job id" max={60} />
          ) : (
            <span className="inline-flex items-center gap-1 text-quiet text-sm">
              the vendor’s job id <CopyButton text={job.vendorJobId} what="vendor job id" />
            </span>
          )}
        </div>
        <JobActions job={job} />
      </div>
      <JobFacts job={job} />
    </header>
  );
}
