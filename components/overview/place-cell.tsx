import { HealthMark } from "#components/ui/health-mark.tsx";
import { Place } from "#components/ui/place.tsx";
import type { OverviewCell } from "#lib/contracts/overview.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { CellLink } from "./cell-link.tsx";

/** The place's name; on a narrow screen it also says what the columns left out would. */
export function PlaceCell({ cell }: { cell: OverviewCell }) {
  return (
    <div className="max-sm:py-2">
      <CellLink cell={cell} to="/jobs" main className="font-[520]">
        <Place provider={cell.provider} region={cell.region} />
      </CellLink>
      <div className="mt-1 flex flex-wrap gap-x-2.5 text-quiet text-sm sm:hidden">
        <HealthMark health={cell.health} />
        {cell.p95JobMs !== null && <span>p95 {formatDuration(cell.p95JobMs)}</span>}
      </div>
    </div>
  );
}
