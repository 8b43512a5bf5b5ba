"use client";

import { Settings2 } from "lucide-react";
import { useMemo } from "react";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { ConsumptionChart } from "#components/charts/consumption-chart.tsx";
import { PlotMessage, PlotSkeleton } from "#components/charts/plot-frame.tsx";
import { type PreparedConsumption, prepareConsumption } from "#components/charts/prepare-consumption.ts";
import { stripeColor } from "#components/charts/stack-look.ts";
import { useChartMarks } from "#components/charts/use-chart-marks.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";
import { useZone } from "#components/ui/view-context.tsx";
import { type StackDimension, stackDimensions } from "#lib/contracts/credits.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { countOf, formatAmount } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { consumptionQuery } from "#lib/queries/credits.ts";
import { type ProviderId, providerLabels } from "#lib/vocabulary.ts";

interface ConsumptionCardProps {
  provider: ProviderId;
  scope: Scope;
  stack: StackDimension;
  onStack: (stack: StackDimension) => void;
}

/** What one provider's credits went to, over the scope's window. */
export function ConsumptionCard({ provider, scope, stack, onStack }: ConsumptionCardProps) {
  const { zone } = useZone();
  const marks = useChartMarks(scope);
  const { data, error, refetch, isFetching } = useLiveQuery(consumptionQuery(stack, scope));
  const prepared = useMemo(() => {
    const own = data?.providers.find((one) => one.provider === provider);
    return data && own && prepareConsumption(data, own, zone, marks);
  }, [data, provider, zone, marks]);
  return (
    <ChartCard
      name="consumption"
      title="Consumption"
      aside={`${providerLabels[provider]}${prepared ? `, per ${prepared.per}` : ""}`}
      choices={
        <Menu
          trigger={
            <Button variant="ghost" size="small">
              <Settings2 aria-hidden strokeWidth={1.75} /> By {stack}
            </Button>
          }
        >
          <MenuChoice
            label="Stacked by"
            value={stack}
            onChange={onStack}
            choices={stackDimensions.map((value) => ({ value, label: `By ${value}` }))}
          />
        </Menu>
      }
      table={prepared?.table ?? null}
      legend={prepared && <ConsumptionLegend prepared={prepared} />}
    >
      {prepared ? (
        <ConsumptionChart prepared={prepared} />
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

function ConsumptionLegend({ prepared }: { prepared: PreparedConsumption }) {
  const { series, cut, totals, empty, allUnknown } = prepared;
  if (empty || allUnknown) return null;
  return (
    <>
      {series.map((one, i) => (
        <span key={one.key || one.label} className="inline-flex items-center gap-2 text-sm">
          <span
            aria-hidden
            className="size-2.5 rounded-mark"
            style={{ background: one.rest ? "var(--decor)" : stripeColor(i) }}
          />
          <span className="text-soft">{one.label}</span>
          <span className="text-quiet">{formatAmount(one.credits)}</span>
        </span>
      ))}
      {totals.unknownJobs > 0 && (
        <span className="inline-flex items-center gap-2 text-sm">
          <span aria-hidden className="size-2.5 rounded-full border border-line-control" />
          <span className="text-soft">unknown</span>
          <span className="text-quiet">{countOf(totals.unknownJobs, "job")}</span>
        </span>
      )}
      {cut && <span className="text-quiet text-sm">{cut}</span>}
    </>
  );
}
