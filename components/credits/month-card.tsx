"use client";

import { useMemo } from "react";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { MonthChart } from "#components/charts/month-chart.tsx";
import { PlotSkeleton } from "#components/charts/plot-frame.tsx";
import { prepareMonth } from "#components/charts/prepare-month.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { CreditMonth } from "#lib/contracts/budgets.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { formatCount } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { creditMonthQuery } from "#lib/queries/credits.ts";
import { type ProviderId, providerLabels } from "#lib/vocabulary.ts";
import { dayText, dryText, toneClass } from "./budget-words.ts";
import { monthScope } from "./month-scope.ts";

/** The running month of one provider against its budget, with where it leads. */
export function MonthCard({ provider, scope }: { provider: ProviderId; scope: Scope }) {
  const { data, error, refetch, isFetching } = useLiveQuery(creditMonthQuery(monthScope(provider, scope)));
  const month = useMemo(() => data && prepareMonth(data), [data]);
  const place = scope.region ? `in ${scope.region}` : "all regions";
  return (
    <ChartCard
      name="month"
      title={data?.budget && data.budget.startDay > 1 ? `Since ${dayText(data.period.from)}` : "This month"}
      aside={`${providerLabels[provider]}, ${place}, days in UTC`}
      table={month?.table ?? null}
      legend={data && <MonthLegend month={data} />}
    >
      {month ? (
        <MonthChart month={month} />
      ) : error ? (
        <ErrorState
          what="The month could not be added up."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <PlotSkeleton label="Adding up the month" />
      )}
    </ChartCard>
  );
}

function MonthLegend({ month: { period, budget } }: { month: CreditMonth }) {
  const dry = budget && dryText(budget);
  const { forecast } = period;
  return (
    <>
      <Item color="var(--accent)" words="used, reported and estimated" />
      {forecast ? (
        <span className="inline-flex items-center gap-2 text-sm" title={forecast.method}>
          <span aria-hidden className="size-2.5 rounded-mark bg-accent-wash outline outline-line-control" />
          <span className="text-soft">forecast</span>
          <span className="text-quiet">
            {formatCount(forecast.low)} to {formatCount(forecast.high)}
          </span>
        </span>
      ) : (
        <span className="text-quiet text-sm">{period.noForecast}</span>
      )}
      {dry && <span className={`ml-auto text-sm ${toneClass[dry.tone]}`}>Budget {dry.text}</span>}
      {forecast && <p className="w-full text-quiet text-sm">{forecast.method}</p>}
    </>
  );
}

function Item({ color, words }: { color: string; words: string }) {
  return (
    <span className="inline-flex items-center gap-2 text-sm">
      <span aria-hidden className="size-2.5 rounded-mark" style={{ background: color }} />
      <span className="text-soft">{words}</span>
    </span>
  );
}
