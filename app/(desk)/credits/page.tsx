import { Suspense } from "react";
import { CreditsSkeleton } from "#components/credits/credits-skeleton.tsx";
import { CreditsView } from "#components/credits/credits-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { scope as scopeContract } from "#lib/contracts/scope.ts";
import { creditSummaryQuery } from "#lib/queries/credits.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import { loadCreditParams } from "#lib/url/screen-params.ts";
import { creditSummary } from "#server/credits/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../prefetch.ts";

export const metadata = { title: "Credits" };

export default function CreditsPage(props: PageProps<"/credits">) {
  return (
    <Screen title="Credits">
      <Suspense fallback={<CreditsSkeleton />}>
        <Credits {...props} />
      </Suspense>
    </Screen>
  );
}

async function Credits({ searchParams }: PageProps<"/credits">) {
  const ctx = await pageContext();
  const params = await loadCreditParams(searchParams);
  const scope = filtersOf(scopeContract, params);
  const queries = [
    prefetch(ctx, creditSummaryQuery("provider", scope), creditSummary, { ...scope, by: "provider" as const }),
    prefetch(ctx, creditSummaryQuery(params.by, scope), creditSummary, { ...scope, by: params.by }),
  ];
  return (
    <Hydrate queries={await Promise.all(queries)}>
      <CreditsView />
    </Hydrate>
  );
}
