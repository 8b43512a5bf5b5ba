"use client";

import { useScope } from "#components/shell/use-scope.ts";
import { LatencyCard } from "./latency-card.tsx";
import { StuckJobsCard } from "./stuck-jobs-card.tsx";

/** How long jobs take, over time and by place, and which take longer than their own history explains. */
export function JobTimes() {
  const [scope] = useScope();
  return (
    <div className="flex flex-col gap-4">
      <LatencyCard scope={scope} />
      <StuckJobsCard scope={scope} />
    </div>
  );
}
