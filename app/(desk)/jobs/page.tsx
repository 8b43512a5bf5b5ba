import { Suspense } from "react";
import { JobsView } from "#components/jobs/jobs-view.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { Card } from "#components/ui/card.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

export const metadata = { title: "Jobs" };

export default function JobsPage() {
  return (
    <Screen title="Jobs">
      <Suspense fallback={<JobsSkeleton />}>
        <JobsView />
      </Suspense>
    </Screen>
  );
}

function JobsSkeleton() {
  return (
    <>
      <div className="h-control" />
      <Card>
        <SkeletonRows rows={14} label="Loading jobs" />
      </Card>
    </>
  );
}
