import type { JobState } from "#lib/vocabulary.ts";

/**
 * The order in which a job's states outrank each other. A job's state is the highest of everything heard about it,
 * so repeated, late and shuffled news end in the same state. `lost` ranks lowest of the ends: later true news
 * corrects it; `partial` outranks `succeeded` because it says more about the same end.
 */
const rank: Record<JobState, number> = {
  queued: 0,
  running: 1,
  lost: 2,
  cancelled: 3,
  failed: 4,
  succeeded: 5,
  partial: 6,
};

/** The state after hearing `heard` about a job in `current`. */
export function joinStates(current: JobState | null, heard: JobState | null): JobState | null {
  if (current === null || heard === null) return current ?? heard;
  return rank[heard] > rank[current] ? heard : current;
}

/** Whether a state ends badly or with a loss, and so has a failure. */
export function endsBadly(state: JobState): boolean {
  return state === "failed" || state === "partial" || state === "lost";
}
