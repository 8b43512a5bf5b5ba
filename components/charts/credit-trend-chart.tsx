"use client";

import { Area, Bar, type BarShapeProps, CartesianGrid, ComposedChart, Tooltip, YAxis } from "recharts";
import { countOf, formatCompact } from "#lib/format/count.ts";
import { axisLook, gridLook, plotMargin } from "./axis-look.ts";
import { CreditTrendHint } from "./credit-trend-hint.tsx";
import { PlotMessage } from "./plot-frame.tsx";
import type { CreditPoint, PreparedCreditTrend } from "./prepare-credit-trend.ts";
import { TimePlot } from "./time-plot.tsx";
import { TimeMarks, TimeScale } from "./time-scale.tsx";

const axisWidth = 40;

/** One vendor's credits over time: reported solid, estimated as a hatched band on top, the unfinished bucket dashed. */
export function CreditTrendChart({ trend }: { trend: PreparedCreditTrend }) {
  if (trend.empty) return <PlotMessage>No credits were consumed in this window.</PlotMessage>;
  if (trend.allUnknown) {
    return (
      <PlotMessage>
        Unknown: {countOf(trend.totals.unknownJobs, "job")} ran, and neither the vendor nor a published rule says what
        they consumed.
      </PlotMessage>
    );
  }
  const top = trend.yTicks.at(-1) ?? 1;
  const still = { isAnimationActive: false, activeDot: false } as const;
  // A curve needs two points; a lone one is shown as a dot.
  const dot = trend.points.length === 1 && { r: 3, fill: "var(--accent)", strokeWidth: 0 };
  return (
    <TimePlot label={trend.summary} axis={trend.axis} axisWidth={axisWidth}>
      <ComposedChart data={trend.points} margin={plotMargin} accessibilityLayer={false}>
        <EstimateHatch />
        <CartesianGrid {...gridLook} />
        <TimeScale axis={trend.axis} />
        <YAxis {...axisLook} ticks={trend.yTicks} domain={[0, top]} tickFormatter={formatCompact} width={axisWidth} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-control)", strokeWidth: 1 }}
          content={({ active, payload }) => (
            <CreditTrendHint
              point={active ? (payload[0]?.payload as CreditPoint | undefined) : undefined}
              axis={trend.axis}
            />
          )}
        />
        <Area
          {...still}
          dataKey="reported"
          dot={dot}
          stroke="var(--accent)"
          strokeWidth={1.75}
          fill="var(--accent-wash)"
          fillOpacity={0.75}
        />
        <Area {...still} dataKey="estimated" stroke="none" fill="url(#estimate-hatch)" fillOpacity={1} />
        <Area
          {...still}
          dataKey="openReported"
          dot={dot}
          stroke="var(--accent)"
          strokeWidth={1.75}
          strokeDasharray="3 3"
          fill="var(--accent-wash)"
          fillOpacity={0.35}
        />
        <Area {...still} dataKey="openEstimated" stroke="none" fill="url(#estimate-hatch)" fillOpacity={0.5} />
        <Bar
          dataKey={(point: CreditPoint) => (point.unknownJobs > 0 ? top : 0)}
          isAnimationActive={false}
          shape={drawUnknown}
        />
        <TimeMarks axis={trend.axis} />
      </ComposedChart>
    </TimePlot>
  );
}

function EstimateHatch() {
  return (
    <defs>
      <pattern id="estimate-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="5" stroke="var(--accent)" strokeWidth="1.6" strokeOpacity="0.55" />
      </pattern>
    </defs>
  );
}

/** A mark on the base line where jobs ran whose credits nobody knows: something, but not a height. */
function drawUnknown({ x, y, width, height }: BarShapeProps) {
  if (height <= 0) return <g />;
  return (
    <circle
      cx={x + width / 2}
      cy={y + height - 4}
      r={2.5}
      fill="var(--surface)"
      stroke="var(--quiet)"
      strokeWidth={1.25}
    />
  );
}
