import type { ReactNode } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";
import { messageOf } from "#lib/queries/client-error.ts";
import { PlotSkeleton } from "./plot-frame.tsx";

interface ChartBodyProps {
  query: { error: unknown; refetch: () => unknown; isFetching: boolean };
  /** What is being done, while it is: "Counting failures". */
  doing: string;
  /** What could not be done, as a sentence. */
  failed: string;
  /** The drawing; undefined until there is an answer. */
  children: ReactNode | undefined;
}

/** A chart's drawing once there is an answer; until then that it is on its way, or why there is none. */
export function ChartBody({ query, doing, failed, children }: ChartBodyProps) {
  if (children !== undefined) return children;
  if (!query.error) return <PlotSkeleton label={doing} />;
  return (
    <ErrorState
      what={failed}
      why={messageOf(query.error)}
      onRetry={() => void query.refetch()}
      busy={query.isFetching}
    />
  );
}
