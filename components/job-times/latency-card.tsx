"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useMemo } from "react";
import { ChartBody } from "#components/charts/chart-body.tsx";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { LatencyChart } from "#components/charts/latency-chart.tsx";
import { latencyWords, prepareLatency } from "#components/charts/prepare-latency.ts";
import { useChartMarks } from "#components/charts/use-chart-marks.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Select } from "#components/ui/select.tsx";
import { useZone } from "#components/ui/view-context.tsx";
import { type LatencyKind, latencyKinds } from "#lib/contracts/questions.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { latencyQuery } from "#lib/queries/questions.ts";
import { LatencyPlaces } from "./latency-places.tsx";

const order: readonly LatencyKind[] = ["job", "queued", "running", "call"];
const choices = order.map((value) => ({ value, label: latencyWords[value] }));

/** How long jobs, their stages or calls took: over time, and at each place. */
export function LatencyCard({ scope }: { scope: Scope }) {
  const { zone } = useZone();
  const [kind, setKind] = useQueryState("of", parseAsStringLiteral(latencyKinds).withDefault("job"));
  const marks = useChartMarks(scope);
  const query = useLiveQuery(latencyQuery(scope, kind));
  const { data } = query;
  const latency = useMemo(() => data && prepareLatency(data, { zone, marks }), [data, zone, marks]);
  return (
    <>
      <ChartCard
        name={`how-long-${kind}`}
        title="How long they took"
        aside={latency?.per}
        choices={<Select label="What is measured" look="filter" items={choices} value={kind} onChange={setKind} />}
        table={latency?.table ?? null}
        legend={latency && !latency.empty && <LatencyLegend />}
      >
        <ChartBody query={query} doing="Measuring" failed="The times could not be measured.">
          {latency && <LatencyChart latency={latency} />}
        </ChartBody>
      </ChartCard>
      {data && <LatencyPlaces trend={data} stale={query.isPlaceholderData} />}
    </>
  );
}

function LatencyLegend() {
  return (
    <>
      <Item swatch={<path d="M0 5h10" strokeWidth="2" />} words="p50: half were as fast" />
      <Item swatch={<path d="M0 5h10" strokeWidth="1.25" />} words="p95: 95 of 100 were" />
      <Item
        swatch={<rect width="10" height="10" fill="var(--accent)" fillOpacity="0.22" stroke="none" />}
        words="p50 to p95"
      />
      <Item
        swatch={<rect width="10" height="10" fill="var(--accent)" fillOpacity="0.1" stroke="none" />}
        words="p95 to p99"
      />
      <Item swatch={<path d="M0 5h10" strokeWidth="1.25" strokeDasharray="3 2" />} words="still filling" />
    </>
  );
}

function Item({ swatch, words }: { swatch: ReactNode; words: string }) {
  return (
    <span className="inline-flex items-center gap-2 text-soft text-sm">
      <svg aria-hidden viewBox="0 0 10 10" className="size-2.5 stroke-accent" fill="none">
        {swatch}
      </svg>
      {words}
    </span>
  );
}
