import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The place of a guidance card that is on its way. */
export function GuidanceSkeleton() {
  return (
    <Card role="status" aria-label="Loading the guidance" className="flex flex-col gap-4 p-4">
      <Skeleton className="h-3 w-24" />
      <Skeleton className="h-5 w-4/5" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-28 w-full" />
    </Card>
  );
}
