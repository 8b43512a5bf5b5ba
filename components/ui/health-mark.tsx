import type { HealthState } from "#lib/contracts/overview.ts";
import { Mark, type MarkShape } from "./mark.tsx";

const looks: Record<HealthState, { label: string; shape: MarkShape; mark: string; word: string }> = {
  failing: { label: "Failing", shape: "diamond", mark: "text-bad", word: "text-bad font-medium" },
  slow: { label: "Slow", shape: "square", mark: "text-warn", word: "text-warn" },
  healthy: { label: "Healthy", shape: "circle", mark: "text-ok", word: "text-ink" },
  quiet: { label: "Quiet", shape: "ring", mark: "text-quiet", word: "text-quiet" },
};

/** A place's health as shape and word. */
export function HealthMark({ health }: { health: HealthState }) {
  const look = looks[health];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Mark shape={look.shape} className={look.mark} />
      <span className={look.word}>{look.label}</span>
    </span>
  );
}
