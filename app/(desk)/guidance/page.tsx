import { Suspense } from "react";
import { GuidanceView } from "#components/guidance/guidance-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { catalogQuery } from "#lib/queries/catalog.ts";
import { catalogFiltersOf } from "#lib/url/catalog-filters-of.ts";
import { loadGuidanceParams } from "#lib/url/screen-params.ts";
import { listGuidance } from "#server/guidance/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../prefetch.ts";

export const metadata = { title: "Guidance" };

export default function GuidancePage(props: PageProps<"/guidance">) {
  return (
    <Screen title="Guidance" controls="search">
      <Suspense fallback={<ListSkeleton label="Loading the guidance" />}>
        <Guidance {...props} />
      </Suspense>
    </Screen>
  );
}

async function Guidance({ searchParams }: PageProps<"/guidance">) {
  const ctx = await pageContext();
  const filters = catalogFiltersOf(await loadGuidanceParams(searchParams));
  return (
    <Hydrate queries={[await prefetch(ctx, catalogQuery(filters), listGuidance, filters)]}>
      <GuidanceView />
    </Hydrate>
  );
}
