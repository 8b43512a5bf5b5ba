import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The job page's blocks, empty, in their places. */
export function JobSkeleton() {
  return (
    <div role="status" aria-label="Loading the job" className="flex flex-col gap-4">
      <Skeleton className="h-7 w-72 max-w-full" />
      <Skeleton className="h-3 w-56" />
      <Skeleton className="h-9 w-full max-w-200" />
      <Card className="flex flex-col gap-5 p-4">
        <Skeleton className="h-6.5 w-full" />
        <Skeleton className="h-9 w-4/5" />
        <Skeleton className="h-9 w-3/5" />
        <Skeleton className="h-9 w-2/3" />
      </Card>
      <Card className="h-64" />
    </div>
  );
}
