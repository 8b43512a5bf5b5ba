import { Suspense } from "react";
import { GuidanceView } from "#components/guidance/guidance-view.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";

export const metadata = { title: "Guidance" };

export default function GuidancePage() {
  return (
    <Screen title="Guidance" controls="search">
      <Suspense fallback={<ListSkeleton label="Loading the guidance" />}>
        <GuidanceView />
      </Suspense>
    </Screen>
  );
}
