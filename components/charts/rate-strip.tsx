"use client";

import { CartesianGrid, ComposedChart, Line, YAxis } from "recharts";
import { formatShare } from "#lib/format/count.ts";
import { axisLook, gridLook, plotMargin } from "./axis-look.ts";
import type { FailureBar, PreparedFailureTrend } from "./prepare-failure-trend.ts";
import { TimePlot } from "./time-plot.tsx";
import { TimeMarks, TimeScale } from "./time-scale.tsx";

const line = { isAnimationActive: false, activeDot: false, dot: false, connectNulls: false } as const;

/** The share of attempts that failed, under the stack and on the same time axis; a gap is a gap. */
export function RateStrip({ trend, axisWidth }: { trend: PreparedFailureTrend; axisWidth: number }) {
  const top = trend.rateTicks.at(-1) ?? 1;
  const words = trend.now.rate === null ? "unknown" : formatShare(trend.now.rate);
  return (
    <TimePlot label={`Error rate over the same time; ${words} in all.`} axis={trend.axis} axisWidth={axisWidth} low>
      <ComposedChart data={trend.bars} margin={plotMargin} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <TimeScale axis={trend.axis} bare />
        <YAxis {...axisLook} ticks={trend.rateTicks} domain={[0, top]} tickFormatter={formatShare} width={axisWidth} />
        {trend.compared && (
          <Line {...line} dataKey="rateBefore" stroke="var(--quiet)" strokeWidth={1.25} strokeDasharray="3 2" />
        )}
        <Line {...line} dataKey="rateWhole" stroke="var(--bad)" strokeWidth={1.5} dot={drawAlone} />
        <Line {...line} dataKey="rateOpen" stroke="var(--bad)" strokeWidth={1.5} strokeDasharray="3 3" />
        <TimeMarks axis={trend.axis} bare />
      </ComposedChart>
    </TimePlot>
  );
}

function drawAlone({ cx, cy, payload }: { cx?: number; cy?: number; payload?: unknown }) {
  const bar = payload as FailureBar | undefined;
  if (!bar?.rateAlone || cx === undefined || cy === undefined) return <g key={`none ${cx}`} />;
  return <circle key={bar.at} cx={cx} cy={cy} r={2} fill="var(--bad)" />;
}
