import { stretchOf, type TimeAxis } from "./time-axis.ts";
import type { Chosen } from "./use-brush.ts";

/** The buckets chosen on a chart, over its plot: a wash between two lines, and the stretch in words. */
export function BrushSelection({ axis, chosen }: { axis: TimeAxis; chosen: Chosen }) {
  const share = 100 / Math.max(1, axis.ats.length);
  const first = Math.min(chosen.anchor, chosen.head);
  const width = (Math.abs(chosen.head - chosen.anchor) + 1) * share;
  const nearEnd = first > axis.ats.length / 2;
  return (
    <div
      className="absolute inset-y-0 z-10 rounded-mark border-accent border-x bg-accent/15"
      style={{ left: `${first * share}%`, width: `${width}%` }}
    >
      <span
        aria-hidden
        className={`absolute top-1 whitespace-nowrap rounded-chip border border-line bg-raised px-1.5 py-0.5 text-ink text-xs ${nearEnd ? "right-1" : "left-1"}`}
      >
        {stretchOf(axis, chosen.anchor, chosen.head)?.words}
      </span>
    </div>
  );
}
