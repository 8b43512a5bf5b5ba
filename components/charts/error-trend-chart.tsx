"use client";

import { Bar, BarChart, type BarShapeProps, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { formatCompact } from "#lib/format/count.ts";
import type { Family } from "#lib/vocabulary.ts";
import { axisLook, gridLook, plotMargin } from "./axis-look.ts";
import { ErrorTrendHint } from "./error-trend-hint.tsx";
import { PlotFrame, PlotMessage } from "./plot-frame.tsx";
import type { ErrorBar, PreparedErrorTrend } from "./prepare-error-trend.ts";
import { seriesColor } from "./series-look.tsx";

/** What was clicked: a cause in a bucket; `family` null = everything in it, or the gathered rest. */
export interface ErrorPick {
  family: Family | null;
  bar: ErrorBar;
}

interface ErrorTrendChartProps {
  trend: PreparedErrorTrend;
  onPick: (pick: ErrorPick) => void;
}

/** Failures by cause, stacked over time. A gap is hatched, the bucket still filling is pale. */
export function ErrorTrendChart({ trend, onPick }: ErrorTrendChartProps) {
  if (trend.empty) return <PlotMessage>{trend.summary}</PlotMessage>;
  const labels = new Map(trend.xTicks.map((tick) => [trend.bars[tick.index]?.at ?? 0, tick.label]));
  const top = trend.yTicks.at(-1) ?? 1;
  return (
    <PlotFrame label={trend.summary}>
      <BarChart data={trend.bars} margin={plotMargin} barCategoryGap="6%" accessibilityLayer={false}>
        <HatchPattern />
        <CartesianGrid {...gridLook} />
        <XAxis
          {...axisLook}
          dataKey="at"
          ticks={[...labels.keys()]}
          tickFormatter={(at: number) => labels.get(at) ?? ""}
          height={22}
        />
        <YAxis {...axisLook} ticks={trend.yTicks} domain={[0, top]} tickFormatter={formatCompact} width={34} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--fill)" }}
          content={({ active, payload }) => (
            <ErrorTrendHint bar={active ? (payload[0]?.payload as ErrorBar | undefined) : undefined} trend={trend} />
          )}
        />
        <Bar dataKey={(bar: ErrorBar) => (bar.gap ? top : 0)} stackId="all" isAnimationActive={false} shape={drawGap} />
        {trend.series.map((series, i) => (
          <Bar
            key={series.key}
            dataKey={(bar: ErrorBar) => bar.counts[i] ?? 0}
            stackId="all"
            fill={seriesColor(series.key)}
            isAnimationActive={false}
            shape={drawStripe}
            className="cursor-pointer"
            onClick={({ payload }) =>
              onPick({ family: series.key === "other" ? null : series.key, bar: payload as ErrorBar })
            }
          />
        ))}
        {trend.marks.map((mark) => (
          <ReferenceLine
            key={`${mark.at} ${mark.label}`}
            x={mark.at}
            position="start"
            stroke="var(--bad)"
            strokeDasharray="2 3"
            label={{ value: mark.label, position: mark.side, fill: "var(--soft)", fontSize: 11, offset: 6, dy: -8 }}
          />
        ))}
      </BarChart>
    </PlotFrame>
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
  const opacity = (payload as ErrorBar).unfinished ? 0.45 : 1;
  return <rect x={x} y={y + gap} width={width} height={height - gap} rx={1} fill={fill} opacity={opacity} />;
}
