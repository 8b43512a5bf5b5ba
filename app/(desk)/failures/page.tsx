import { Suspense } from "react";
import { FailuresView } from "#components/failures/failures-view.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";

export const metadata = { title: "Failures" };

export default function FailuresPage() {
  return (
    <Screen title="Failures">
      <Suspense fallback={<ListSkeleton label="Loading failures" />}>
        <FailuresView />
      </Suspense>
    </Screen>
  );
}
