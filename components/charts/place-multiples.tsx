import { classNames } from "#components/ui/class-names.ts";
import { countOf, formatShare } from "#lib/format/count.ts";
import type { PlaceMultiple, PreparedPlaceMultiples } from "./prepare-place-multiples.ts";

interface PlaceMultiplesProps {
  prepared: PreparedPlaceMultiples;
  onPick: (place: PlaceMultiple) => void;
}

/** A small chart for each place, all on one scale of rates, the worst first; pressing one narrows the screen to it. */
export function PlaceMultiples({ prepared, onPick }: PlaceMultiplesProps) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(12.5rem,1fr))] gap-2 px-4 pt-1">
      {prepared.places.map((place) => (
        <li key={place.key}>
          <button
            type="button"
            onClick={() => onPick(place)}
            aria-label={`${place.words}. Show only this place`}
            className="w-full rounded-control border border-line-faint px-3 py-2 text-left hover:bg-fill"
          >
            <span className="flex items-baseline justify-between gap-2">
              <span className="truncate font-medium text-sm">{place.label}</span>
              <span className={classNames("text-sm", place.failures > 0 ? "font-semibold" : "zero")}>
                {place.rate === null ? "–" : formatShare(place.rate)}
              </span>
            </span>
            <PlaceBars place={place} />
            <span className="text-quiet text-xs">
              {countOf(place.failures, "failure")} of {countOf(place.attempts, "attempt")}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const height = 36;

/** Rates as red bars in front of the attempts' quiet shape; nothing where nothing was attempted. */
function PlaceBars({ place }: { place: PlaceMultiple }) {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${place.bars.length} ${height}`}
      preserveAspectRatio="none"
      className="my-1.5 block h-9 w-full"
    >
      {place.bars.map(({ at, rateHeight, attemptsHeight, unfinished }, i) => (
        <g key={at} opacity={unfinished ? 0.45 : 1}>
          <rect
            x={i}
            y={height * (1 - attemptsHeight)}
            width={1}
            height={height * attemptsHeight}
            className="fill-fill-strong"
          />
          {rateHeight !== null && rateHeight > 0 && (
            <rect
              x={i + 0.1}
              y={height * (1 - rateHeight)}
              width={0.8}
              height={height * rateHeight}
              className="fill-bad"
            />
          )}
        </g>
      ))}
      <rect x={0} y={height - 0.75} width={place.bars.length} height={0.75} className="fill-line" />
    </svg>
  );
}
