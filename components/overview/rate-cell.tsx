import { type RateTone, rateTone } from "#components/charts/prepare-rate-gauge.ts";
import { RateGauge } from "#components/charts/rate-gauge.tsx";
import { Unknown } from "#components/ui/figures.tsx";
import type { OverviewCell } from "#lib/contracts/overview.ts";
import { formatShare } from "#lib/format/count.ts";
import { CellLink } from "./cell-link.tsx";

const tones: Record<RateTone, string> = { bad: "text-bad", warn: "text-warn", ok: "text-ok", quiet: "text-quiet" };

/** The error rate, where it stands against its own usual, and that usual in words. */
export function RateCell({ cell }: { cell: OverviewCell }) {
  const { errorRate, usualErrorRate, health } = cell;
  const usual = usualErrorRate === null ? "no usual yet" : `usual ${formatShare(usualErrorRate)}`;
  return (
    <CellLink
      cell={cell}
      to="/failures"
      label="Failures"
      className="grid grid-cols-[3.25rem_minmax(2.5rem,1fr)_5.25rem] items-center gap-2.5 max-sm:grid-cols-[1fr]"
    >
      <span className={`text-right ${health === "failing" ? "font-[560] text-bad" : ""}`}>
        {errorRate === null ? <Unknown word="–" /> : formatShare(errorRate)}
      </span>
      <span className="flex items-center max-sm:hidden">
        <RateGauge
          rate={errorRate}
          usual={usualErrorRate}
          tone={tones[rateTone(errorRate, usualErrorRate, health === "failing")]}
        />
      </span>
      <span className="whitespace-nowrap text-quiet text-sm max-sm:text-right">{usual}</span>
    </CellLink>
  );
}
