import { formatCount } from "#lib/format/count.ts";
import type { Family } from "#lib/vocabulary.ts";
import type { PreparedErrorTrend } from "./prepare-error-trend.ts";
import { SeriesName } from "./series-look.tsx";

interface ErrorTrendLegendProps {
  trend: PreparedErrorTrend;
  onPick: (family: Family) => void;
}

/** The causes with their totals; a cause can be pressed to see only its failures. */
export function ErrorTrendLegend({ trend, onPick }: ErrorTrendLegendProps) {
  return (
    <>
      {trend.series.map((series) => {
        const { key } = series;
        const words = (
          <>
            <SeriesName series={series} />
            <span className="ml-1.5 text-quiet">{formatCount(series.total)}</span>
          </>
        );
        if (key === "other") {
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
            onClick={() => onPick(key)}
            className="inline-flex items-center rounded-chip text-sm hover:underline"
          >
            {words}
          </button>
        );
      })}
      {trend.cut && <span className="text-quiet text-sm">{trend.cut}</span>}
      {!trend.empty && trend.bars.some((bar) => bar.gap) && (
        <span className="inline-flex items-center gap-2 text-quiet text-sm">
          <svg aria-hidden viewBox="0 0 10 10" className="size-2.5">
            <path d="M0 4 4 0M0 9 9 0M5 10 10 5" stroke="var(--line-control)" strokeWidth="1.2" />
          </svg>
          nothing recorded
        </span>
      )}
    </>
  );
}
