import type { ReactNode } from "react";
import { formatCount } from "#lib/format/count.ts";
import type { PreparedStack, StackSeries } from "./stack.ts";
import { StackName } from "./stack-name.tsx";

interface StackLegendProps {
  stack: PreparedStack;
  onPick: (series: StackSeries) => void;
}

/** The stripes with their totals; one can be pressed to see only its failures. */
export function StackLegend({ stack, onPick }: StackLegendProps) {
  return (
    <>
      {stack.series.map((series) => {
        const words = (
          <>
            <StackName series={series} />
            <span className="ml-1.5 text-quiet">{formatCount(series.total)}</span>
          </>
        );
        const key = series.key ?? "the rest";
        if (series.key === null) {
          return (
            <span key={key} className="inline-flex items-center text-sm">
              {words}
            </span>
          );
        }
        return (
          <button
            key={key}
            type="button"
            onClick={() => onPick(series)}
            className="inline-flex min-w-0 items-center rounded-chip text-sm hover:underline"
          >
            {words}
          </button>
        );
      })}
      {stack.cut && <span className="text-quiet text-sm">{stack.cut}</span>}
      {stack.compared && <LegendItem swatch={<path d="M0 5h10" strokeDasharray="3 2" />} words="period before" />}
      {!stack.empty && stack.bars.some((bar) => bar.gap) && (
        <LegendItem swatch={<path d="M0 4 4 0M0 9 9 0M5 10 10 5" />} words="nothing recorded" />
      )}
    </>
  );
}

function LegendItem({ swatch, words }: { swatch: ReactNode; words: string }) {
  return (
    <span className="inline-flex items-center gap-2 text-quiet text-sm">
      <svg aria-hidden viewBox="0 0 10 10" className="size-2.5 stroke-line-control" strokeWidth="1.2" fill="none">
        {swatch}
      </svg>
      {words}
    </span>
  );
}
