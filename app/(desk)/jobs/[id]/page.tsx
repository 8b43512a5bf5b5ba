import { JobView } from "#components/job/job-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { entryQuery } from "#lib/queries/catalog.ts";
import { failureQuery } from "#lib/queries/failures.ts";
import { jobQuery } from "#lib/queries/jobs.ts";
import { getGuidance } from "#server/guidance/index.ts";
import { getFailure, getJob } from "#server/jobs/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../../prefetch.ts";

export const metadata = { title: "Job" };

export default async function JobPage({ params }: PageProps<"/jobs/[id]">) {
  const { id } = await params;
  const ctx = await pageContext();
  const job = await prefetch(ctx, jobQuery(id), getJob, { id });
  const failed = job?.[1].failure;
  const failure = failed ? prefetch(ctx, failureQuery(failed.id), getFailure, { id: failed.id }) : null;
  const entryId = failed?.entryId;
  const guidance = entryId ? prefetch(ctx, entryQuery(entryId), getGuidance, { id: entryId }) : null;
  return (
    <Hydrate queries={[job, await failure, await guidance]}>
      <JobView id={id} />
    </Hydrate>
  );
}
