import type { JobPlan } from "./plan-job.ts";

export type Phase = "queued" | "throttled" | "running" | JobPlan["end"];

/** Where a job stands, and when it got there. */
export interface JobMoment {
  phase: Phase;
  /** When the phase began, in ms since 1970. */
  since: number;
  /** When it was, or will be, in each phase; `Infinity` = never. */
  throttledAt: number | null;
  runningAt: number;
  endedAt: number;
}

/** A cancelled job stands still at the moment of the cancellation. */
export function momentOf(plan: JobPlan, createdAt: number, now: number, cancelledAt: number | null): JobMoment {
  const queueEnd = createdAt + plan.queueMs;
  const runningAt = queueEnd + plan.throttledMs;
  const plannedEnd = runningAt + plan.runMs;
  const cut = cancelledAt !== null && cancelledAt < plannedEnd ? cancelledAt : null;
  const times = {
    throttledAt: plan.throttledMs > 0 ? queueEnd : null,
    runningAt,
    endedAt: cut ?? plannedEnd,
  };
  if (cut !== null && now >= cut) return { ...times, phase: "cancelled", since: cut };
  if (now >= plannedEnd) return { ...times, phase: plan.end, since: plannedEnd };
  if (now >= runningAt) return { ...times, phase: "running", since: runningAt };
  if (times.throttledAt !== null && now >= queueEnd) return { ...times, phase: "throttled", since: queueEnd };
  return { ...times, phase: "queued", since: createdAt };
}

export function hasEnded(phase: Phase): boolean {
  return phase !== "queued" && phase !== "throttled" && phase !== "running";
}

/** Whether billing knows what the job cost. */
export function isBilled(plan: JobPlan, moment: JobMoment, now: number): boolean {
  return hasEnded(moment.phase) && plan.billMs !== null && now >= moment.endedAt + plan.billMs;
}
