import { Suspense } from "react";
import { FailureView } from "#components/failures/failure-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { entryQuery } from "#lib/queries/catalog.ts";
import { failureQuery } from "#lib/queries/failures.ts";
import { getGuidance } from "#server/guidance/index.ts";
import { getFailure } from "#server/jobs/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../../prefetch.ts";

export const metadata = { title: "Failure" };

export default function FailurePage(props: PageProps<"/failures/[id]">) {
  return (
    <Suspense fallback={<ListSkeleton label="Loading the failure" />}>
      <Failure {...props} />
    </Suspense>
  );
}

async function Failure({ params }: PageProps<"/failures/[id]">) {
  const { id } = await params;
  const ctx = await pageContext();
  const failure = await prefetch(ctx, failureQuery(id), getFailure, { id });
  const entryId = failure?.[1].entryId;
  const guidance = entryId ? await prefetch(ctx, entryQuery(entryId), getGuidance, { id: entryId }) : null;
  return (
    <Hydrate queries={[failure, guidance]}>
      <FailureView id={id} />
    </Hydrate>
  );
}
