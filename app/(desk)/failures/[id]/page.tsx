import { Suspense } from "react";
import { FailureView } from "#components/failures/failure-view.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";

export const metadata = { title: "Failure" };

export default async function FailurePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense fallback={<ListSkeleton label="Loading the failure" />}>
      <FailureView id={id} />
    </Suspense>
  );
}
