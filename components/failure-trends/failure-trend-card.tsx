"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { ChartBody } from "#components/charts/chart-body.tsx";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { earlierWindow } from "#components/charts/earlier-window.ts";
import { prepareFailureTrend } from "#components/charts/prepare-failure-trend.ts";
import { RateStrip } from "#components/charts/rate-strip.tsx";
import { RateWords } from "#components/charts/rate-words.tsx";
import type { StackSeries } from "#components/charts/stack.ts";
import { StackChart, stackAxisWidth } from "#components/charts/stack-chart.tsx";
import { StackLegend } from "#components/charts/stack-legend.tsx";
import type { MarkedMoment } from "#components/charts/time-axis.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Button } from "#components/ui/button.tsx";
import { useZone } from "#components/ui/view-context.tsx";
import { failureSeriesQuery } from "#lib/queries/questions.ts";
import { scopedHref } from "#lib/url/scoped-href.ts";
import type { Family } from "#lib/vocabulary.ts";
import { DrillTrail } from "./drill-trail.tsx";
import { occurrencesOf } from "./occurrences.ts";
import { narrowingOf, type TrendFilters, trendsLive } from "./trend-filters.ts";
import { useEntryCodes } from "./use-entry-codes.ts";

interface FailureTrendCardProps {
  filters: TrendFilters;
  marks: readonly MarkedMoment[];
  onDrill: (to: { family: Family | null; entry: string | null }) => void;
}

/** How many entries of a family are told apart. */
const topEntries = 8;

/** Failures over time with their rate: by family; of one family by entry; a stripe of an entry leads to its failures. */
export function FailureTrendCard({ filters, marks, onDrill }: FailureTrendCardProps) {
  const [compare, setCompare] = useQueryState("compare", parseAsStringLiteral(["before"] as const));
  const { trend, query } = useFailureTrend(filters, marks, compare !== null);
  const router = useRouter();
  const search = useSearchParams();
  const byFamily = !filters.family && !filters.entry;
  const pick = ({ key, family }: StackSeries, at?: number) => {
    if (byFamily) return family && onDrill({ family, entry: null });
    if (key === null) return;
    const stretch = at === undefined || !trend ? undefined : { at, lengthMs: trend.axis.bucketMs };
    router.push(scopedHref(occurrencesOf({ entry: key, family: filters.family, stretch }), search));
  };
  return (
    <ChartCard
      name="failures-over-time"
      title="Failures over time"
      heading={<DrillTrail {...filters} onDrill={onDrill} />}
      aside={trend?.per}
      choices={
        <Button
          variant="ghost"
          size="small"
          aria-pressed={compare !== null}
          className={compare ? "bg-fill! text-ink!" : undefined}
          onClick={() => setCompare(compare ? null : "before")}
        >
          Compare
        </Button>
      }
      table={trend?.table ?? null}
      legend={trend && <StackLegend stack={trend} onPick={(series) => pick(series)} />}
    >
      <ChartBody query={query} doing="Counting failures" failed="The failures could not be counted.">
        {trend && (
          <>
            <RateWords trend={trend} />
            <StackChart stack={trend} onPick={({ series, bar }) => pick(series, bar.at)} />
            {!trend.empty && <RateStrip trend={trend} axisWidth={stackAxisWidth} />}
          </>
        )}
      </ChartBody>
    </ChartCard>
  );
}

function useFailureTrend(filters: TrendFilters, marks: readonly MarkedMoment[], compare: boolean) {
  const { zone } = useZone();
  const codeOf = useEntryCodes();
  const { scope, family } = filters;
  const byFamily = !family && !filters.entry;
  const input = {
    ...scope,
    ...narrowingOf(filters),
    by: byFamily ? ("family" as const) : ("entry" as const),
    top: topEntries,
  };
  const query = useLiveQuery(failureSeriesQuery(input), trendsLive);
  const earlier = useMemo(() => (query.data ? earlierWindow(query.data, scope) : null), [query.data, scope]);
  const { range: _, ...rest } = input;
  const asked = { ...rest, from: earlier?.from, to: earlier?.to };
  const before = useLiveQuery({ ...failureSeriesQuery(asked), enabled: compare && earlier !== null }, trendsLive);
  const { data } = query;
  const trend = useMemo(() => {
    if (!data) return undefined;
    const then = compare && before.data && earlier ? { trend: before.data, shiftMs: earlier.shiftMs } : null;
    return prepareFailureTrend(data, { zone, family, codeOf, marks, before: then });
  }, [data, before.data, compare, earlier, zone, family, codeOf, marks]);
  return { trend, query };
}
