"use client";

import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, YAxis } from "recharts";
import { formatAmount, formatCompact } from "#lib/format/count.ts";
import { axisLook, gridLook, plotMargin } from "./axis-look.ts";
import { ChartHint } from "./chart-hint.tsx";
import { PlotMessage } from "./plot-frame.tsx";
import { type DriftPoint, driftText, type PreparedDrift } from "./prepare-drift.ts";
import { marksAt, type TimeAxis } from "./time-axis.ts";
import { TimePlot } from "./time-plot.tsx";
import { TimeMarks, TimeScale } from "./time-scale.tsx";

const axisWidth = 40;

/** What was reported as bars, what the rule says as a step beside them; a stretch that drifts has a mark on top. */
export function DriftChart({ drift }: { drift: PreparedDrift }) {
  if (drift.empty) {
    return <PlotMessage>No report of this window has a published rule to be held against.</PlotMessage>;
  }
  const top = drift.yTicks.at(-1) ?? 1;
  return (
    <TimePlot label={drift.summary} axis={drift.axis} axisWidth={axisWidth}>
      <ComposedChart data={drift.points} margin={plotMargin} barCategoryGap="18%" accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <TimeScale axis={drift.axis} />
        <YAxis {...axisLook} ticks={drift.yTicks} domain={[0, top]} tickFormatter={formatCompact} width={axisWidth} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--fill)" }}
          content={({ active, payload }) => (
            <Hint point={active ? (payload[0]?.payload as DriftPoint | undefined) : undefined} axis={drift.axis} />
          )}
        />
        <Bar dataKey="reported" fill="var(--accent)" fillOpacity={0.35} isAnimationActive={false} />
        <Line
          dataKey="foreseen"
          stroke="var(--ink)"
          strokeWidth={1.25}
          isAnimationActive={false}
          activeDot={false}
          dot={drawRule}
        />
        <TimeMarks axis={drift.axis} />
      </ComposedChart>
    </TimePlot>
  );
}

/** A dot where the rule agrees, a diamond in the colour of a warning where it does not. */
function drawRule({ cx, cy, payload, index }: { cx?: number; cy?: number; payload?: DriftPoint; index?: number }) {
  const key = `rule-${index}`;
  if (cx === undefined || cy === undefined || !payload || payload.foreseen === null) return <g key={key} />;
  if (!payload.flagged) return <circle key={key} cx={cx} cy={cy} r={1.75} fill="var(--ink)" />;
  return (
    <rect
      key={key}
      x={cx - 3.5}
      y={cy - 3.5}
      width={7}
      height={7}
      rx={1}
      transform={`rotate(45 ${cx} ${cy})`}
      fill="var(--warn)"
      stroke="var(--surface)"
    />
  );
}

function Hint({ point, axis }: { point: DriftPoint | undefined; axis: TimeAxis }) {
  if (!point) return null;
  const notes = marksAt(axis, point.at);
  if (point.reported === null || point.foreseen === null) {
    return <ChartHint title={point.span} aside="no rule applies" rows={[]} notes={notes} />;
  }
  const row = (key: string, label: string, value: string) => ({ key, mark: null, label, value });
  const rows = [
    row("reported", "reported", formatAmount(point.reported)),
    row("foreseen", "by the rule", formatAmount(point.foreseen)),
    row("drift", "drift", point.share === null ? "–" : driftText(point.share)),
  ];
  return <ChartHint title={point.span} rows={rows} notes={notes} />;
}
