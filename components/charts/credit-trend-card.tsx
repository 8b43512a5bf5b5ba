"use client";

import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useZone } from "#components/ui/view-context.tsx";
import type { Scope } from "#lib/contracts/scope.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { creditTrendQuery } from "#lib/queries/overview.ts";
import { providerIds, providerLabels } from "#lib/vocabulary.ts";
import { ChartCard } from "./chart-card.tsx";
import { CreditChoices } from "./credit-choices.tsx";
import { CreditTrendChart } from "./credit-trend-chart.tsx";
import { CreditTrendLegend } from "./credit-trend-legend.tsx";
import { PlotMessage, PlotSkeleton } from "./plot-frame.tsx";
import { creditProviders, prepareCreditTrend } from "./prepare-credit-trend.ts";
import type { MarkedMoment } from "./time-axis.ts";

const params = {
  "credits-of": parseAsStringLiteral(providerIds),
  "credits-by": parseAsStringLiteral(["total", "bucket"] as const).withDefault("total"),
};

interface CreditTrendCardProps {
  scope: Scope;
  /** Moments to mark across the chart. */
  marks?: readonly MarkedMoment[];
}

/** Credits over the scope's window, one vendor at a time: their credits are different things. */
export function CreditTrendCard({ scope, marks }: CreditTrendCardProps) {
  const { zone } = useZone();
  const [choice, choose] = useQueryStates(params);
  const { data, error, refetch, isFetching } = useLiveQuery(creditTrendQuery(scope));
  const providers = useMemo(() => (data ? creditProviders(data) : []), [data]);
  const provider = providers.find((one) => one === choice["credits-of"]) ?? providers[0];
  const mode = choice["credits-by"];
  const trend = useMemo(
    () => data && provider && prepareCreditTrend(data, { provider, mode, zone, marks }),
    [data, provider, mode, zone, marks],
  );
  const place = scope.region ? `in ${scope.region}` : "all regions";
  return (
    <ChartCard
      name="credits"
      title="Credits"
      aside={provider && `${providerLabels[provider]}, ${place}`}
      choices={
        <CreditChoices
          providers={providers}
          provider={provider}
          onProvider={(next) => choose({ "credits-of": next })}
          mode={mode}
          per={trend?.per}
          onMode={(next) => choose({ "credits-by": next })}
        />
      }
      table={trend?.table ?? null}
      legend={trend && <CreditTrendLegend trend={trend} />}
    >
      {trend ? (
        <CreditTrendChart trend={trend} />
      ) : data ? (
        <PlotMessage>No credits were consumed in this window.</PlotMessage>
      ) : error ? (
        <ErrorState
          what="The credits could not be added up."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <PlotSkeleton label="Adding up credits" />
      )}
    </ChartCard>
  );
}
