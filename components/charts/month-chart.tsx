"use client";

import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { formatAmount, formatCompact, formatCount } from "#lib/format/count.ts";
import { axisLook, gridLook, plotMargin } from "./axis-look.ts";
import { ChartHint } from "./chart-hint.tsx";
import { PlotFrame } from "./plot-frame.tsx";
import type { MonthPoint, PreparedMonth } from "./prepare-month.ts";

/** The running month added up: what is used, where it leads with its range, and the lines of the budget and its thresholds. */
export function MonthChart({ month }: { month: PreparedMonth }) {
  const labels = new Map(month.xTicks.map((tick) => [month.points[tick.index]?.at ?? 0, tick.label]));
  const top = month.yTicks.at(-1) ?? 1;
  const still = { isAnimationActive: false, activeDot: false, dot: false } as const;
  return (
    <PlotFrame label={month.summary}>
      <ComposedChart data={month.points} margin={plotMargin} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis
          {...axisLook}
          dataKey="at"
          ticks={[...labels.keys()]}
          tickFormatter={(at: number) => labels.get(at) ?? ""}
          height={22}
        />
        <YAxis {...axisLook} ticks={month.yTicks} domain={[0, top]} tickFormatter={formatCompact} width={40} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-control)", strokeWidth: 1 }}
          content={({ active, payload }) => (
            <Hint point={active ? (payload[0]?.payload as MonthPoint | undefined) : undefined} budget={month.budget} />
          )}
        />
        <Area {...still} dataKey="range" stroke="none" fill="var(--accent-wash)" fillOpacity={1} />
        <Area
          {...still}
          dataKey="used"
          stroke="var(--accent)"
          strokeWidth={1.75}
          fill="var(--accent-wash)"
          fillOpacity={0.75}
        />
        <Line {...still} dataKey="likely" stroke="var(--accent)" strokeWidth={1.5} strokeDasharray="3 3" />
        {month.thresholds.map(({ percent, credits, label }) => (
          <ReferenceLine
            key={percent}
            y={credits}
            stroke="var(--line-control)"
            strokeWidth={1}
            strokeDasharray="1 3"
            label={{ value: label, position: "insideTopLeft", fill: "var(--quiet)", fontSize: 11, dy: -16 }}
          />
        ))}
        {month.budget !== null && (
          <ReferenceLine
            y={month.budget}
            stroke="var(--soft)"
            strokeDasharray="4 3"
            label={{ value: month.budgetLabel, position: "insideTopLeft", fill: "var(--soft)", fontSize: 11, dy: -16 }}
          />
        )}
      </ComposedChart>
    </PlotFrame>
  );
}

function Hint({ point, budget }: { point: MonthPoint | undefined; budget: number | null }) {
  if (!point) return null;
  const row = (key: string, label: string, value: string) => ({ key, mark: null, label, value });
  const rows = [
    point.used !== null && row("used", "used so far", formatAmount(point.used)),
    point.used === null && point.likely !== null && row("likely", "forecast", formatCount(point.likely)),
    point.used === null &&
      point.range !== null &&
      row("range", "80 of 100 outcomes", `${formatCount(point.range[0])} to ${formatCount(point.range[1])}`),
    budget !== null && row("budget", "budget", formatAmount(budget)),
  ].filter((one) => one !== false);
  return <ChartHint title={point.day} aside={point.today ? "so far" : undefined} rows={rows} />;
}
