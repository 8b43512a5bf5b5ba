import { HealthMark } from "#components/ui/health-mark.tsx";
import { Place } from "#components/ui/place.tsx";
import type { OverviewCell } from "#lib/contracts/overview.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { BreakerNote } from "./breaker-note.tsx";
import { CellLink } from "./cell-link.tsx";
import { KeyState } from "./key-state.tsx";

/** The place's name; on a narrow screen it also says what the columns left out would. */
export function PlaceCell({ cell }: { cell: OverviewCell }) {
  return (
    <div className="max-sm:py-2 max-xl:py-1">
      <CellLink cell={cell} to="/jobs" main className="font-[520]">
        <Place provider={cell.provider} region={cell.region} />
      </CellLink>
      <div className="flex flex-wrap gap-x-2.5 text-quiet text-sm xl:hidden">
        <span className="mt-1 flex gap-x-2.5 sm:hidden">
          <HealthMark health={cell.health} />
          {cell.p95JobMs !== null && <span>p95 {formatDuration(cell.p95JobMs)}</span>}
        </span>
        {cell.breaker && (
          <span className="w-full sm:hidden">
            <BreakerNote breaker={cell.breaker} />
          </span>
        )}
        {cell.key.state !== "works" && <KeyState state={cell.key.state} />}
      </div>
    </div>
  );
}
