import { Suspense } from "react";
import { JobsView } from "#components/jobs/jobs-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { jobFilters } from "#lib/contracts/jobs.ts";
import { jobListQuery } from "#lib/queries/jobs.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { loadJobParams } from "#lib/url/screen-params.ts";
import { listJobs } from "#server/jobs/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../prefetch.ts";

export const metadata = { title: "Jobs" };

export default function JobsPage(props: PageProps<"/jobs">) {
  return (
    <Screen title="Jobs">
      <Suspense fallback={<ListSkeleton label="Loading jobs" />}>
        <Jobs {...props} />
      </Suspense>
    </Screen>
  );
}

async function Jobs({ searchParams }: PageProps<"/jobs">) {
  const ctx = await pageContext();
  const params = await loadJobParams(searchParams);
  const filters = filtersOf(jobFilters, params);
  const first = params.view === "list" ? await prefetch(ctx, jobListQuery(filters), listJobs, filters) : null;
  return (
    <Hydrate queries={[first]}>
      <JobsView />
    </Hydrate>
  );
}
