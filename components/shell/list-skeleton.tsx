import { Card } from "#components/ui/card.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

/** A filter bar and a table, while they are on their way. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <>
      <div className="h-control" />
      <Card>
        <SkeletonRows rows={14} label={label} />
      </Card>
    </>
  );
}
