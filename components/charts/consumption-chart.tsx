"use client";

import { Bar, BarChart, type BarShapeProps, CartesianGrid, Tooltip, YAxis } from "recharts";
import { countOf, formatAmount, formatCompact } from "#lib/format/count.ts";
import { axisLook, gridLook, plotMargin } from "./axis-look.ts";
import { ChartHint } from "./chart-hint.tsx";
import { PlotMessage } from "./plot-frame.tsx";
import type { ConsumptionBar, PreparedConsumption } from "./prepare-consumption.ts";
import { stripeColor } from "./stack-look.ts";
import { marksAt } from "./time-axis.ts";
import { TimePlot } from "./time-plot.tsx";
import { TimeMarks, TimeScale } from "./time-scale.tsx";

const axisWidth = 40;

/** Credits stacked over time; the bucket still filling is pale, jobs of unknown cost are marked on the base line. */
export function ConsumptionChart({ prepared }: { prepared: PreparedConsumption }) {
  const { bars, series, yTicks } = prepared;
  if (prepared.empty) return <PlotMessage>No credits were consumed in this window.</PlotMessage>;
  if (prepared.allUnknown) {
    return (
      <PlotMessage>
        Unknown: {countOf(prepared.totals.unknownJobs, "job")} ran, and neither the vendor nor a published rule says
        what they consumed.
      </PlotMessage>
    );
  }
  const top = yTicks.at(-1) ?? 1;
  return (
    <TimePlot label={prepared.summary} axis={prepared.axis} axisWidth={axisWidth}>
      <BarChart data={bars} margin={plotMargin} barCategoryGap="6%" accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <TimeScale axis={prepared.axis} />
        <YAxis {...axisLook} ticks={yTicks} domain={[0, top]} tickFormatter={formatCompact} width={axisWidth} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--fill)" }}
          content={({ active, payload }) => (
            <Hint bar={active ? (payload[0]?.payload as ConsumptionBar | undefined) : undefined} prepared={prepared} />
          )}
        />
        {series.map((one, i) => (
          <Bar
            key={one.key || one.label}
            dataKey={(bar: ConsumptionBar) => bar.parts[i] ?? 0}
            stackId="all"
            fill={one.rest ? "var(--decor)" : stripeColor(i)}
            isAnimationActive={false}
            shape={drawStripe}
          />
        ))}
        <Bar
          dataKey={(bar: ConsumptionBar) => (bar.totals.unknownJobs > 0 ? top : 0)}
          stackId="unknown"
          isAnimationActive={false}
          shape={drawUnknown}
        />
        <TimeMarks axis={prepared.axis} />
      </BarChart>
    </TimePlot>
  );
}

function Hint({ bar, prepared }: { bar: ConsumptionBar | undefined; prepared: PreparedConsumption }) {
  if (!bar) return null;
  const rows = prepared.series
    .map((one, i) => ({
      key: one.key || one.label,
      mark: (
        <span
          aria-hidden
          className="size-2.5 rounded-mark"
          style={{ background: one.rest ? "var(--decor)" : stripeColor(i) }}
        />
      ),
      label: one.label,
      amount: bar.parts[i] ?? 0,
    }))
    .filter(({ amount }) => amount > 0)
    .map(({ amount, ...row }) => ({ ...row, value: formatAmount(amount) }));
  const { estimated, unknownJobs } = bar.totals;
  if (estimated > 0)
    rows.push({ key: "-estimated", mark: <span />, label: "estimated of it", value: formatAmount(estimated) });
  if (unknownJobs > 0)
    rows.push({ key: "-unknown", mark: <span />, label: "unknown", value: countOf(unknownJobs, "job") });
  const notes = marksAt(prepared.axis, bar.at);
  return <ChartHint title={bar.span} aside={bar.unfinished ? "so far" : undefined} rows={rows} notes={notes} />;
}

/** Stripes keep a hair of surface between them, so that neighbours are told apart without their colours. */
function drawStripe({ x, y, width, height, fill, payload }: BarShapeProps) {
  if (height <= 0) return <g />;
  const gap = height > 2.5 ? 1 : 0;
  const opacity = (payload as ConsumptionBar).unfinished ? 0.45 : 1;
  return <rect x={x} y={y + gap} width={width} height={height - gap} rx={1} fill={fill} opacity={opacity} />;
}

/** Something ran whose cost nobody knows: a mark on the base line, not a height. */
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
