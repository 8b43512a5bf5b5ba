"use client";

import { type ReactNode, useRef } from "react";
import { FailureTrends } from "#components/failure-trends/failure-trends.tsx";
import { useHoldLive } from "#components/shell/live-context.tsx";
import { Card } from "#components/ui/card.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { FailureFilterBar } from "./failure-filter-bar.tsx";
import { FailureGroups } from "./failure-groups.tsx";
import { FailureRows } from "./failure-rows.tsx";
import { useFailureFilters } from "./use-failure-filters.ts";

/** The Failures screen: what failed, grouped by cause and place, one by one, or over time. */
export function FailuresView() {
  const bar = useFailureFilters();
  const panel = (content: ReactNode) => (
    <div className="flex flex-col gap-4">
      <FailureFilterBar {...bar} />
      {content}
    </div>
  );
  return (
    <Tabs
      label="How failures are shown"
      value={bar.view}
      onChange={bar.show}
      className="flex flex-col gap-3"
      items={[
        {
          value: "groups",
          label: "Groups",
          content:
            bar.view === "groups" &&
            panel(
              <HeldCard>
                <FailureGroups {...bar} />
              </HeldCard>,
            ),
        },
        {
          value: "single",
          label: "One by one",
          content:
            bar.view === "single" &&
            panel(
              <HeldCard>
                <FailureRows {...bar} />
              </HeldCard>,
            ),
        },
        { value: "trends", label: "Trends", content: bar.view === "trends" && panel(<FailureTrends {...bar} />) },
      ]}
    />
  );
}

/** Rows that stay still while someone is busy in them. */
function HeldCard({ children }: { children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  useHoldLive(area);
  return <Card ref={area}>{children}</Card>;
}
