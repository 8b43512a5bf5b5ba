"use client";

import { type ReactNode, useRef } from "react";
import { ResponsiveContainer } from "recharts";
import { useZoom } from "#components/shell/use-zoom.ts";
import { classNames } from "#components/ui/class-names.ts";
import { plotMargin, timeAxisHeight } from "./axis-look.ts";
import { BrushSelection } from "./brush-selection.tsx";
import { StretchBands, StretchLinks } from "./stretch-bands.tsx";
import { stretchOf, type TimeAxis } from "./time-axis.ts";
import { useBrush } from "./use-brush.ts";

interface TimePlotProps {
  /** What the drawing shows, in a sentence. */
  label: string;
  axis: TimeAxis;
  /** Room the drawing leaves for its vertical axis, in px. */
  axisWidth: number;
  /** A smaller drawing under another one. */
  low?: boolean;
  children: ReactNode;
}

/**
 * The place a chart over time is drawn in: one picture for screen readers, and a stretch of it can be chosen to zoom
 * into, by a drag or by keys. Its band axis must fill the room between `axisWidth` and the usual margin.
 */
export function TimePlot({ label, axis, axisWidth, low = false, children }: TimePlotProps) {
  const plot = useRef<HTMLDivElement>(null);
  const { zoomIn } = useZoom();
  const { chosen, pointer, keyboard } = useBrush({ axis, plot, onZoom: zoomIn });
  const stretch = chosen && stretchOf(axis, chosen.anchor, chosen.head);
  const inset = {
    marginLeft: axisWidth + plotMargin.left,
    marginRight: plotMargin.right,
    top: plotMargin.top,
    bottom: timeAxisHeight,
  };
  return (
    <div className={classNames("relative touch-pan-y select-none px-2", low ? "h-20" : "h-52")} {...pointer}>
      <div className="pointer-events-none absolute inset-x-2" style={inset}>
        <StretchBands axis={axis} />
      </div>
      <div role="img" aria-label={label} className="h-full text-xs [&_svg]:outline-none">
        <ResponsiveContainer width="100%" height="100%">
          {children}
        </ResponsiveContainer>
      </div>
      <div ref={plot} className="pointer-events-none absolute inset-x-2" style={inset}>
        {chosen && <BrushSelection axis={axis} chosen={chosen} />}
        {axis.ats.length > 1 && (
          <div
            role="slider"
            tabIndex={0}
            aria-label="Zoom: arrow keys move, with Shift they stretch, Enter zooms in, Escape drops it"
            aria-valuemin={1}
            aria-valuemax={axis.ats.length}
            aria-valuenow={(chosen?.head ?? axis.ats.length - 1) + 1}
            aria-valuetext={stretch?.words ?? "nothing chosen"}
            className="group absolute inset-0 rounded-mark"
            {...keyboard}
          >
            <span className="absolute right-1 bottom-1 rounded-chip bg-raised px-1.5 py-0.5 text-soft text-xs opacity-0 group-focus-visible:opacity-100">
              {stretch ? "Enter zooms in · Escape drops it" : "← → choose · Shift stretches"}
            </span>
          </div>
        )}
        {!low && <StretchLinks axis={axis} />}
      </div>
    </div>
  );
}
