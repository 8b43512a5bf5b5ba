"use client";

import { useMemo } from "react";
import { ChartBody } from "#components/charts/chart-body.tsx";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { PlaceMultiples } from "#components/charts/place-multiples.tsx";
import { PlotMessage } from "#components/charts/plot-frame.tsx";
import { preparePlaceMultiples } from "#components/charts/prepare-place-multiples.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useScope } from "#components/shell/use-scope.ts";
import { useZone } from "#components/ui/view-context.tsx";
import { formatShare } from "#lib/format/count.ts";
import { failureSeriesQuery } from "#lib/queries/questions.ts";
import { providerIds, regionIds } from "#lib/vocabulary.ts";
import { narrowingOf, type TrendFilters, trendsLive } from "./trend-filters.ts";

/** More than there are providers × regions. */
const allPlaces = 50;

/** The failure rate at each provider × region, the worst first. */
export function PlacesCard({ filters }: { filters: TrendFilters }) {
  const { zone } = useZone();
  const [, narrow] = useScope();
  const input = { ...filters.scope, ...narrowingOf(filters), by: "place" as const, top: allPlaces };
  const query = useLiveQuery(failureSeriesQuery(input), trendsLive);
  const { data } = query;
  const prepared = useMemo(() => data && preparePlaceMultiples(data, { zone }), [data, zone]);
  return (
    <ChartCard
      name="failures-by-place"
      title="By provider and region"
      aside={prepared && `worst first, ${prepared.per}`}
      table={prepared?.table ?? null}
      legend={
        prepared &&
        prepared.places.length > 0 && (
          <span className="text-quiet text-sm">
            Red: failure rate, one scale for all, up to {formatShare(prepared.topRate)}. Grey: attempts, each place's
            own scale.
          </span>
        )
      }
    >
      <ChartBody query={query} doing="Counting failures by place" failed="The failures could not be counted by place.">
        {prepared &&
          (prepared.places.length > 0 ? (
            <PlaceMultiples
              prepared={prepared}
              onPick={({ key }) => {
                const [provider, region] = key.split("/");
                narrow({
                  provider: providerIds.find((id) => id === provider) ?? null,
                  region: regionIds.find((id) => id === region) ?? null,
                });
              }}
            />
          ) : (
            <PlotMessage>Nothing was attempted in this window.</PlotMessage>
          ))}
      </ChartBody>
    </ChartCard>
  );
}
