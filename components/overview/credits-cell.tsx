import { Unknown } from "#components/ui/figures.tsx";
import type { OverviewCell } from "#lib/contracts/overview.ts";
import { creditTotalText } from "#lib/format/credits.ts";
import { CellLink } from "./cell-link.tsx";

/** Credits since midnight. The note under the pointer says it all; in the row one word does. */
export function CreditsCell({ cell }: { cell: OverviewCell }) {
  const { reported, estimated, unknownJobs } = cell.creditsToday;
  const { figure, note } = creditTotalText(cell.creditsToday);
  const nothing = reported + estimated + unknownJobs === 0;
  const word = noteWord(cell.creditsToday);
  return (
    <CellLink cell={cell} to="/jobs" label={note ?? "Jobs"} className="inline-flex items-baseline gap-1.5">
      {word && <span className="text-quiet text-sm">{word}</span>}
      {figure === "unknown" ? <Unknown /> : <span className={nothing ? "zero" : undefined}>{figure}</span>}
    </CellLink>
  );
}

function noteWord({ reported, estimated, unknownJobs }: OverviewCell["creditsToday"]): string | null {
  if (reported + estimated === 0) return null;
  if (unknownJobs > 0) return "at least";
  if (estimated === 0) return null;
  return reported === 0 ? "estimated" : "partly estimated";
}
