"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { ChartBody } from "#components/charts/chart-body.tsx";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { HeatLegend, HeatStrip } from "#components/charts/heat-strip.tsx";
import { PlotMessage } from "#components/charts/plot-frame.tsx";
import { prepareHeatStrip } from "#components/charts/prepare-heat-strip.ts";
import type { MarkedMoment } from "#components/charts/time-axis.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useZone } from "#components/ui/view-context.tsx";
import { failureSeriesQuery } from "#lib/queries/questions.ts";
import { scopedHref } from "#lib/url/scoped-href.ts";
import { occurrencesOf } from "./occurrences.ts";
import { narrowingOf, type TrendFilters, trendsLive } from "./trend-filters.ts";
import { useEntryCodes } from "./use-entry-codes.ts";

/** How many entries have a row. */
const topEntries = 15;

/** Which error codes came when: entries by time, darker where there were more. */
export function HeatStripCard({ filters, marks }: { filters: TrendFilters; marks: readonly MarkedMoment[] }) {
  const { zone } = useZone();
  const codeOf = useEntryCodes();
  const input = { ...filters.scope, ...narrowingOf(filters), by: "entry" as const, top: topEntries };
  const query = useLiveQuery(failureSeriesQuery(input), trendsLive);
  const { data } = query;
  const strip = useMemo(() => data && prepareHeatStrip(data, { zone, codeOf, marks }), [data, zone, codeOf, marks]);
  const router = useRouter();
  const search = useSearchParams();
  return (
    <ChartCard
      name="error-codes"
      title="Error codes"
      aside={strip?.per}
      table={strip?.table ?? null}
      legend={strip && strip.rows.length > 0 && <HeatLegend strip={strip} />}
    >
      <ChartBody query={query} doing="Counting failures by entry" failed="The failures could not be counted.">
        {strip &&
          (strip.rows.length > 0 ? (
            <HeatStrip
              strip={strip}
              onPick={(row, cell) => {
                const stretch = { at: cell.at, lengthMs: strip.axis.bucketMs };
                router.push(scopedHref(occurrencesOf({ entry: row.key, family: filters.family, stretch }), search));
              }}
            />
          ) : (
            <PlotMessage>No failure in this window.</PlotMessage>
          ))}
      </ChartBody>
    </ChartCard>
  );
}
