import { Suspense } from "react";
import { JobsView } from "#components/jobs/jobs-view.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";

export const metadata = { title: "Jobs" };

export default function JobsPage() {
  return (
    <Screen title="Jobs">
      <Suspense fallback={<ListSkeleton label="Loading jobs" />}>
        <JobsView />
      </Suspense>
    </Screen>
  );
}
