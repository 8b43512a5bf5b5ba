"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useZone } from "#components/ui/view-context.tsx";
import type { Scope } from "#lib/contracts/scope.ts";
import type { ErrorTrend } from "#lib/contracts/trends.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { errorTrendQuery } from "#lib/queries/overview.ts";
import { scopedHref } from "#lib/url/scoped-href.ts";
import { ChartCard } from "./chart-card.tsx";
import { PlotSkeleton } from "./plot-frame.tsx";
import { prepareErrorTrend } from "./prepare-error-trend.ts";
import { StackChart, type StackPick } from "./stack-chart.tsx";
import { StackLegend } from "./stack-legend.tsx";
import type { MarkedMoment } from "./time-axis.ts";

interface ErrorTrendCardProps {
  scope: Scope;
  /** Moments to mark across the chart. */
  marks?: readonly MarkedMoment[];
}

/** Failures by cause in the scope's window; a cause or a bar leads to its failures. */
export function ErrorTrendCard({ scope, marks }: ErrorTrendCardProps) {
  const { zone } = useZone();
  const { data, error, refetch, isFetching } = useLiveQuery(errorTrendQuery(scope));
  const trend = useMemo(() => data && prepareErrorTrend(data, { zone, marks }), [data, zone, marks]);
  const router = useRouter();
  const search = useSearchParams();
  const go = (href: string) => router.push(scopedHref(href, search));
  return (
    <ChartCard
      name="failures-by-cause"
      title="Failures by cause"
      aside={trend?.per}
      table={trend?.table ?? null}
      legend={trend && <StackLegend stack={trend} onPick={({ family }) => go(`/failures?family=${family}`)} />}
    >
      {trend && data ? (
        <StackChart stack={trend} onPick={(pick) => go(hrefOf(pick, data))} />
      ) : error ? (
        <ErrorState
          what="The failures could not be counted."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <PlotSkeleton label="Counting failures" />
      )}
    </ChartCard>
  );
}

/** The failures behind a stripe: its cause, in its stretch of time. */
function hrefOf({ series: { family }, bar }: StackPick, trend: ErrorTrend): string {
  const query = new URLSearchParams({
    from: new Date(bar.at).toISOString(),
    to: new Date(bar.at + trend.bucketMs).toISOString(),
  });
  if (family) query.set("family", family);
  return `/failures?${query}`;
}
