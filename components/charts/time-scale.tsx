"use client";

import { ReferenceLine, XAxis } from "recharts";
import { axisLook, timeAxisHeight } from "./axis-look.ts";
import type { TimeAxis } from "./time-axis.ts";

/** The time axis under a drawing. Always a band axis, so that buckets are equally wide and a drag finds them. */
export function TimeScale({ axis, bare = false }: { axis: TimeAxis; bare?: boolean }) {
  const labels = new Map(axis.ticks.map((tick) => [axis.ats[tick.index] ?? 0, tick.label]));
  return (
    <XAxis
      {...axisLook}
      dataKey="at"
      scale="band"
      ticks={[...labels.keys()]}
      tickFormatter={(at: number) => (bare ? "" : (labels.get(at) ?? ""))}
      height={timeAxisHeight}
    />
  );
}

/** Lines at moments that may explain what is drawn. */
export function TimeMarks({ axis, bare = false }: { axis: TimeAxis; bare?: boolean }) {
  return axis.marks.map((mark) => (
    <ReferenceLine
      key={mark.at}
      x={mark.at}
      position="start"
      stroke={mark.tone === "bad" ? "var(--bad)" : "var(--line-control)"}
      strokeDasharray="2 3"
      label={
        bare
          ? undefined
          : { value: mark.label, position: mark.side, fill: "var(--soft)", fontSize: 11, offset: 6, dy: -8 }
      }
    />
  ));
}
