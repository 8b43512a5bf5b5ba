"use client";

import { useRef } from "react";
import { useHoldLive } from "#components/shell/live-context.tsx";
import { Card } from "#components/ui/card.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { FailureFilterBar } from "./failure-filter-bar.tsx";
import { FailureGroups } from "./failure-groups.tsx";
import { FailureRows } from "./failure-rows.tsx";
import { useFailureFilters } from "./use-failure-filters.ts";

/** The Failures screen: what failed, grouped by cause and place, or one by one. */
export function FailuresView() {
  const bar = useFailureFilters();
  const area = useRef<HTMLDivElement>(null);
  useHoldLive(area);
  return (
    <>
      <FailureFilterBar {...bar} />
      <Card ref={area}>
        <Tabs
          label="How failures are listed"
          value={bar.view}
          onChange={bar.show}
          listClassName="px-2.5 py-2 border-line border-b"
          items={[
            { value: "groups", label: "Groups", content: bar.view === "groups" && <FailureGroups {...bar} /> },
            { value: "single", label: "One by one", content: bar.view === "single" && <FailureRows {...bar} /> },
          ]}
        />
      </Card>
    </>
  );
}
