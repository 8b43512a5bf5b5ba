"use client";

import { useMemo } from "react";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { DriftChart } from "#components/charts/drift-chart.tsx";
import { PlotMessage, PlotSkeleton } from "#components/charts/plot-frame.tsx";
import { prepareDrift } from "#components/charts/prepare-drift.ts";
import { useChartMarks } from "#components/charts/use-chart-marks.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useZone } from "#components/ui/view-context.tsx";
import type { StackDimension } from "#lib/contracts/credits.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { countOf } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { consumptionQuery } from "#lib/queries/credits.ts";
import { type ProviderId, providerLabels } from "#lib/vocabulary.ts";

interface DriftCardProps {
  provider: ProviderId;
  scope: Scope;
  /** What the consumption beside it is stacked by: one answer serves both. */
  stack: StackDimension;
}

/** What one provider reports, held against its published rule for the same jobs. */
export function DriftCard({ provider, scope, stack }: DriftCardProps) {
  const { zone } = useZone();
  const marks = useChartMarks(scope);
  const { data, error, refetch, isFetching } = useLiveQuery(consumptionQuery(stack, scope));
  const drift = useMemo(() => {
    const own = data?.providers.find((one) => one.provider === provider);
    return data && own && prepareDrift(data, own, zone, marks);
  }, [data, provider, zone, marks]);
  return (
    <ChartCard
      name="drift"
      title="Reported against the rule"
      aside={providerLabels[provider]}
      table={drift?.table ?? null}
      legend={
        drift &&
        !drift.empty && (
          <>
            <span className="inline-flex items-center gap-2 text-sm">
              <span aria-hidden className="size-2.5 rounded-mark bg-accent/35" />
              <span className="text-soft">reported by the vendor</span>
            </span>
            <span className="inline-flex items-center gap-2 text-sm">
              <span aria-hidden className="h-0.5 w-3 bg-ink" />
              <span className="text-soft">by its published rule, same jobs</span>
            </span>
            {drift.flagged > 0 && (
              <span className="inline-flex items-center gap-2 text-sm">
                <span aria-hidden className="size-2 rotate-45 bg-warn" />
                <span className="text-warn">{countOf(drift.flagged, "stretch", "stretches")} more than 5 % apart</span>
              </span>
            )}
          </>
        )
      }
    >
      {drift ? (
        <DriftChart drift={drift} />
      ) : data ? (
        <PlotMessage>No credits were consumed in this window.</PlotMessage>
      ) : error ? (
        <ErrorState
          what="The credits could not be compared."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <PlotSkeleton label="Comparing credits" />
      )}
    </ChartCard>
  );
}
