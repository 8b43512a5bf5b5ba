"use client";

import { useMemo } from "react";
import { useChartMarks } from "#components/charts/use-chart-marks.ts";
import type { FailureFilters } from "#lib/contracts/failures.ts";
import { scope as scopeContract } from "#lib/contracts/scope.ts";
import { filtersOf } from "#lib/url/filters-of.ts";
import type { Family } from "#lib/vocabulary.ts";
import { ComparisonCard } from "./comparison-card.tsx";
import { DocumentShapesCard } from "./document-shapes-card.tsx";
import { EntryChangesCard } from "./entry-changes-card.tsx";
import { FailureTrendCard } from "./failure-trend-card.tsx";
import { HeatStripCard } from "./heat-strip-card.tsx";
import { PlacesCard } from "./places-card.tsx";

interface FailureTrendsProps {
  filters: FailureFilters;
  change: (next: { family: Family | null; entry: string | null }) => void;
}

/** Failures over time: by cause, by code, by place, what changed, and by what the documents are like. */
export function FailureTrends({ filters, change }: FailureTrendsProps) {
  const scope = useMemo(() => filtersOf(scopeContract, filters), [filters]);
  const marks = useChartMarks(scope);
  const narrowed = { scope, family: filters.family ?? null, entry: filters.entry ?? null };
  return (
    <div className="flex flex-col gap-4">
      {(filters.q || filters.match) && (
        <p className="text-quiet text-sm">
          Trends count by scope, range, family and entry; the search text and how failures were recognised play no part.
        </p>
      )}
      <FailureTrendCard filters={narrowed} marks={marks} onDrill={change} />
      <HeatStripCard filters={narrowed} marks={marks} />
      <PlacesCard filters={narrowed} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <EntryChangesCard filters={narrowed} />
        <DocumentShapesCard scope={scope} />
      </div>
      <ComparisonCard scope={scope} />
    </div>
  );
}
