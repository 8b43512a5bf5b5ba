import { CircleCheck, FilterX } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** Nothing failed, or the filters leave nothing. */
export function NoFailures({ narrowed, clear }: { narrowed: boolean; clear: () => void }) {
  if (!narrowed) {
    return (
      <EmptyState icon={CircleCheck} title="Nothing failed in this time range">
        Calls and jobs that end badly appear here, each with what to do about it.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={FilterX} title="No failure matches" action={<Button onClick={clear}>Clear the filters</Button>}>
      Nothing in this time range fits the filters and the scope above.
    </EmptyState>
  );
}
