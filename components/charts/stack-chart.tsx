"use client";

import { Bar, type BarShapeProps, CartesianGrid, ComposedChart, Line, Tooltip, YAxis } from "recharts";
import { formatCompact } from "#lib/format/count.ts";
import { axisLook, gridLook, plotMargin } from "./axis-look.ts";
import { PlotMessage } from "./plot-frame.tsx";
import type { PreparedStack, StackBar, StackSeries } from "./stack.ts";
import { StackHint } from "./stack-hint.tsx";
import { TimePlot } from "./time-plot.tsx";
import { TimeMarks, TimeScale } from "./time-scale.tsx";

/** What was clicked: a stripe in a bucket. */
export interface StackPick {
  series: StackSeries;
  bar: StackBar;
}

interface StackChartProps {
  stack: PreparedStack;
  onPick: (pick: StackPick) => void;
}

/** Room for its vertical axis, in px; what stands under it leaves as much. */
export const stackAxisWidth = 34;

/** Failures stacked over time. A gap is hatched, the bucket still filling is pale, the period before a dashed line. */
export function StackChart({ stack, onPick }: StackChartProps) {
  if (stack.empty) return <PlotMessage>{stack.summary}</PlotMessage>;
  const top = stack.yTicks.at(-1) ?? 1;
  return (
    <TimePlot label={stack.summary} axis={stack.axis} axisWidth={stackAxisWidth}>
      <ComposedChart data={stack.bars} margin={plotMargin} barCategoryGap="6%" accessibilityLayer={false}>
        <HatchPattern />
        <CartesianGrid {...gridLook} />
        <TimeScale axis={stack.axis} />
        <YAxis
          {...axisLook}
          ticks={stack.yTicks}
          domain={[0, top]}
          tickFormatter={formatCompact}
          width={stackAxisWidth}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--fill)" }}
          content={({ active, payload }) => (
            <StackHint bar={active ? (payload[0]?.payload as StackBar | undefined) : undefined} stack={stack} />
          )}
        />
        <Bar dataKey={(bar: StackBar) => (bar.gap ? top : 0)} stackId="all" isAnimationActive={false} shape={drawGap} />
        {stack.series.map((series, i) => (
          <Bar
            key={series.key ?? "the rest"}
            dataKey={(bar: StackBar) => bar.counts[i] ?? 0}
            stackId="all"
            fill={series.color}
            isAnimationActive={false}
            shape={drawStripe}
            className="cursor-pointer"
            onClick={({ payload }) => onPick({ series, bar: payload as StackBar })}
          />
        ))}
        {stack.compared && (
          <Line
            dataKey="before"
            type="step"
            stroke="var(--ink)"
            strokeWidth={1.25}
            strokeDasharray="3 2"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
            className="pointer-events-none"
          />
        )}
        <TimeMarks axis={stack.axis} />
      </ComposedChart>
    </TimePlot>
  );
}

function HatchPattern() {
  return (
    <defs>
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="5" stroke="var(--line)" strokeWidth="1.5" />
      </pattern>
    </defs>
  );
}

function drawGap({ x, y, width, height }: BarShapeProps) {
  return height > 0 ? <rect x={x} y={y} width={width} height={height} fill="url(#hatch)" /> : <g />;
}

/** Stripes keep a hair of surface between them, so that neighbours are told apart without their colours. */
function drawStripe({ x, y, width, height, fill, payload }: BarShapeProps) {
  if (height <= 0) return <g />;
  const gap = height > 2.5 ? 1 : 0;
  const opacity = (payload as StackBar).unfinished ? 0.45 : 1;
  return <rect x={x} y={y + gap} width={width} height={height - gap} rx={1} fill={fill} opacity={opacity} />;
}
