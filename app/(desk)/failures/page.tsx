import { Suspense } from "react";
import { FailuresView } from "#components/failures/failures-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { failureFilters } from "#lib/contracts/failures.ts";
import { failureGroupsQuery, failureListQuery } from "#lib/queries/failures.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { groupFilters } from "#lib/url/group-filters.ts";
import { loadFailureParams } from "#lib/url/screen-params.ts";
import { listFailures } from "#server/jobs/index.ts";
import { listFailureGroups } from "#server/metrics/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../prefetch.ts";

export const metadata = { title: "Failures" };

export default function FailuresPage(props: PageProps<"/failures">) {
  return (
    <Screen title="Failures">
      <Suspense fallback={<ListSkeleton label="Loading failures" />}>
        <Failures {...props} />
      </Suspense>
    </Screen>
  );
}

async function Failures({ searchParams }: PageProps<"/failures">) {
  const ctx = await pageContext();
  const params = await loadFailureParams(searchParams);
  const filters = filtersOf(failureFilters, params);
  const groups = groupFilters(filters);
  const first = {
    groups: () => prefetch(ctx, failureGroupsQuery(groups), listFailureGroups, groups),
    single: () => prefetch(ctx, failureListQuery(filters), listFailures, filters),
    // Many questions at once: the screen stands at once, and each chart comes when it is ready.
    trends: async () => null,
  }[params.view];
  return (
    <Hydrate queries={[await first()]}>
      <FailuresView />
    </Hydrate>
  );
}
