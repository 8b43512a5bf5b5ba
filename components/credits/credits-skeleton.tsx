import { Card } from "#components/ui/card.tsx";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

/** The Credits screen's blocks, empty, in their places. */
export function CreditsSkeleton() {
  return (
    <>
      <div className="h-control" />
      <Card className="h-29 p-4">
        <Skeleton className="h-full w-full" />
      </Card>
      <div className="grid gap-4 xl:grid-cols-2">
        {["consumption", "month", "drift", "budgets"].map((block) => (
          <Card key={block} className="h-76 p-4">
            <Skeleton className="h-full w-full" />
          </Card>
        ))}
      </div>
      <Card>
        <SkeletonRows rows={8} label="Loading credits" />
      </Card>
    </>
  );
}
