import type { JobState } from "#lib/vocabulary.ts";
import { classNames } from "./class-names.ts";
import { Mark, type MarkShape } from "./mark.tsx";

interface Look {
  label: string;
  shape: MarkShape;
  /** Colour of the shape. */
  mark: string;
  /** Colour of the word: quiet when all is well. */
  word: string;
}

export const jobStateLooks: Record<JobState, Look> = {
  queued: { label: "Queued", shape: "ring", mark: "text-quiet", word: "text-soft" },
  running: { label: "Running", shape: "half", mark: "text-accent", word: "text-ink" },
  succeeded: { label: "Succeeded", shape: "circle", mark: "text-ok", word: "text-ink" },
  partial: { label: "Partial", shape: "square", mark: "text-warn", word: "text-warn" },
  failed: { label: "Failed", shape: "diamond", mark: "text-bad", word: "text-bad" },
  cancelled: { label: "Cancelled", shape: "cross", mark: "text-quiet", word: "text-soft" },
  lost: { label: "Lost", shape: "hollow-diamond", mark: "text-warn", word: "text-warn" },
};

/** A job's state as shape and word; `stuck` says so beside it. */
export function JobStateMark({ state, stuck = false }: { state: JobState; stuck?: boolean }) {
  const look = jobStateLooks[state];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Mark shape={look.shape} className={stuck ? "text-bad" : look.mark} />
      <span className={classNames(look.word)}>{look.label}</span>
      {stuck && <span className="font-semibold text-bad">stuck</span>}
    </span>
  );
}
