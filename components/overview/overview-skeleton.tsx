import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

/** The overview's blocks, empty, in their places. */
export function OverviewSkeleton() {
  return (
    <>
      <div className="flex h-5 items-center">
        <Skeleton className="h-3 w-64" />
      </div>
      <Card>
        <SkeletonRows rows={8} label="Loading providers and regions" />
      </Card>
      <div className="grid gap-4 xl:grid-cols-2">
        <Card className="h-76 p-4">
          <Skeleton className="h-full w-full" />
        </Card>
        <Card className="h-76 p-4">
          <Skeleton className="h-full w-full" />
        </Card>
      </div>
      <Card>
        <SkeletonRows rows={6} label="Loading failures" />
      </Card>
    </>
  );
}
