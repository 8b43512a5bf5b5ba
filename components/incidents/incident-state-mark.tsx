import { Mark, type MarkShape } from "#components/ui/mark.tsx";
import type { IncidentSummary } from "#lib/contracts/incidents.ts";

type Stage = Pick<IncidentSummary, "resolvedAt" | "quietSince">;

interface Look {
  label: string;
  shape: MarkShape;
  /** Colour of the shape. */
  mark: string;
  /** Colour of the word: quiet when all is well. */
  word: string;
}

/** How an incident's state looks and is called: open, open but quiet, or resolved. */
export function incidentLook({ resolvedAt, quietSince }: Stage): Look {
  if (resolvedAt !== null) return { label: "Resolved", shape: "circle", mark: "text-ok", word: "text-ink" };
  if (quietSince !== null) return { label: "Works again", shape: "half", mark: "text-warn", word: "text-warn" };
  return { label: "Open", shape: "diamond", mark: "text-bad", word: "text-bad" };
}

/** An incident's state as shape and word. */
export function IncidentStateMark({ incident }: { incident: Stage }) {
  const look = incidentLook(incident);
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Mark shape={look.shape} className={look.mark} />
      <span className={look.word}>{look.label}</span>
    </span>
  );
}
