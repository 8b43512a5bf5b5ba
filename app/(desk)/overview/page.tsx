import { Suspense } from "react";
import { OverviewSkeleton } from "#components/overview/overview-skeleton.tsx";
import { OverviewView } from "#components/overview/overview-view.tsx";
import { Screen } from "#components/shell/screen.tsx";

export const metadata = { title: "Overview" };

export default function OverviewPage() {
  return (
    <Screen title="Overview">
      <Suspense fallback={<OverviewSkeleton />}>
        <OverviewView />
      </Suspense>
    </Screen>
  );
}
