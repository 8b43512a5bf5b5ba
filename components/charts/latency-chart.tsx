"use client";

import { Area, CartesianGrid, ComposedChart, Line, Tooltip, YAxis } from "recharts";
import { formatDuration } from "#lib/format/duration.ts";
import { axisLook, gridLook, plotMargin } from "./axis-look.ts";
import { LatencyHint } from "./latency-hint.tsx";
import { PlotMessage } from "./plot-frame.tsx";
import type { LatencyPoint, PreparedLatency } from "./prepare-latency.ts";
import { TimePlot } from "./time-plot.tsx";
import { TimeMarks, TimeScale } from "./time-scale.tsx";

/** As wide as "1 m 30 s", in pixels. */
const axisWidth = 62;
const still = { isAnimationActive: false, activeDot: false, dot: false, connectNulls: false } as const;
const accent = { ...still, stroke: "var(--accent)" } as const;

/** Durations over time: the middle and the slowest twentieth as lines, what lies between and beyond as bands. */
export function LatencyChart({ latency }: { latency: PreparedLatency }) {
  if (latency.empty) return <PlotMessage>Nothing of this kind ended in this window.</PlotMessage>;
  const top = latency.yTicks.at(-1) ?? 1;
  return (
    <TimePlot label={latency.summary} axis={latency.axis} axisWidth={axisWidth}>
      <ComposedChart data={latency.points} margin={plotMargin} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <TimeScale axis={latency.axis} />
        <YAxis
          {...axisLook}
          ticks={latency.yTicks}
          domain={[0, top]}
          tickFormatter={formatDuration}
          width={axisWidth}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-control)", strokeWidth: 1 }}
          content={({ active, payload }) => (
            <LatencyHint
              point={active ? (payload[0]?.payload as LatencyPoint | undefined) : undefined}
              axis={latency.axis}
            />
          )}
        />
        <Area {...still} dataKey="tail" stroke="none" fill="var(--accent)" fillOpacity={0.1} />
        <Area {...still} dataKey="band" stroke="none" fill="var(--accent)" fillOpacity={0.22} />
        <Line {...accent} dataKey="whole95" strokeWidth={1.25} dot={drawAlone} />
        <Line {...accent} dataKey="whole50" strokeWidth={2} dot={drawAlone} />
        <Line {...accent} dataKey="open95" strokeWidth={1.25} strokeDasharray="3 3" />
        <Line {...accent} dataKey="open50" strokeWidth={2} strokeDasharray="3 3" />
        <TimeMarks axis={latency.axis} />
      </ComposedChart>
    </TimePlot>
  );
}

function drawAlone({ cx, cy, payload }: { cx?: number; cy?: number; payload?: unknown }) {
  const point = payload as LatencyPoint | undefined;
  if (!point?.alone || cx === undefined || !Number.isFinite(cy)) return <g key={`none ${cx}`} />;
  return <circle key={point.at} cx={cx} cy={cy} r={2.5} fill="var(--accent)" />;
}
