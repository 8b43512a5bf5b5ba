import type { JobDetail } from "#lib/contracts/jobs.ts";
import { formatDuration } from "#lib/format/duration.ts";
import type { JobState } from "#lib/vocabulary.ts";
import { enlargeSmall } from "./enlarge-small.ts";

export type LifeStage = "call" | "queued" | "running" | "unseen";
type LifeTone = "ok" | "bad" | "warn" | "quiet";

/** One stretch of the job's life. */
export interface LifeSegment {
  stage: LifeStage;
  /** "queued 1 m 26 s". */
  label: string;
  ms: number;
  /** Share of the bar's width, 0–1. */
  share: number;
  /** Goes on: its far end is open. */
  open: boolean;
}

/** A time written under the bar. */
interface LifeMark {
  /** ms since 1970. */
  at: number;
  /** Position on the bar, 0–1. */
  place: number;
}

/** The bar "The life of this job, to scale". */
export interface PreparedLife {
  segments: LifeSegment[];
  marks: LifeMark[];
  totalMs: number;
  /** How it ended; null while it goes on. */
  end: LifeTone | null;
  /** Where a usual job would have ended, 0–1; null when unknown or not reached yet. */
  usualPlace: number | null;
  /** Short stages were widened so that they can be seen. */
  widened: boolean;
  summary: string;
}

export type LifeInput = Pick<
  JobDetail,
  "state" | "createdAt" | "runningAt" | "endedAt" | "usualDurationMs" | "timeline" | "exchanges"
>;

const smallestShare = 0.04;
const closestMarks = 0.13;

const endTones: Partial<Record<JobState, LifeTone>> = {
  succeeded: "ok",
  failed: "bad",
  partial: "warn",
  lost: "warn",
  cancelled: "quiet",
};

/** Lays a job's stages out to scale. `now` (ms since 1970) is where an unfinished life stops for the moment. */
export function prepareLife(job: LifeInput, now: number): PreparedLife {
  const stages = stagesOf(job, now);
  const totalMs = stages.reduce((sum, { from, to }) => sum + (to - from), 0);
  const shares = enlargeSmall(
    stages.map(({ from, to }) => (totalMs > 0 ? (to - from) / totalMs : 1 / stages.length)),
    smallestShare,
  );
  const end = endTones[job.state] ?? null;
  const segments = stages.map(({ stage, from, to }, i) => ({
    stage,
    label: `${stageWords[stage]} ${formatDuration(to - from)}`,
    ms: to - from,
    share: shares[i] ?? 0,
    open: end === null && i === stages.length - 1,
  }));
  const life = { segments, totalMs, end, widened: isWidened(segments, totalMs), marks: marksOf(stages, shares) };
  return { ...life, usualPlace: placeOf(job.usualDurationMs, segments), summary: summarise(segments, end, totalMs) };
}

const stageWords: Record<LifeStage, string> = {
  call: "call",
  queued: "queued",
  running: "running",
  // It ended between two looks: nobody saw it run.
  unseen: "queued or running",
};

interface Stage {
  stage: LifeStage;
  from: number;
  to: number;
}

function stagesOf(job: LifeInput, now: number): Stage[] {
  const created = Date.parse(job.createdAt);
  const end = job.endedAt ? Date.parse(job.endedAt) : Math.max(now, created);
  const call = creatingCall(job);
  const start = Math.min(created, call?.from ?? created, end);
  const accepted = Math.min(Math.max(call?.to ?? created, start), end);
  const running = job.runningAt ? Math.min(Math.max(Date.parse(job.runningAt), accepted), end) : null;
  const unseen = running === null && job.endedAt !== null;
  const stages: Stage[] = [
    { stage: "call", from: start, to: accepted },
    { stage: unseen ? "unseen" : "queued", from: accepted, to: running ?? end },
    { stage: "running", from: running ?? end, to: end },
  ];
  const lasting = stages.filter(({ from, to }) => to > from);
  return lasting.length > 0
    ? lasting
    : [{ stage: job.state === "queued" ? "queued" : "running", from: start, to: end }];
}

/** When the call that made the job left, and when its answer was there. */
function creatingCall(job: LifeInput): { from: number; to: number } | null {
  const first = job.timeline.find(({ source }) => source === "gateway");
  const exchange = job.exchanges.find(({ callId }) => callId !== null && callId === first?.callId);
  if (!exchange || exchange.latencyMs === null) return null;
  const from = Date.parse(exchange.at);
  return { from, to: from + Math.round(exchange.latencyMs) };
}

function isWidened(segments: readonly LifeSegment[], totalMs: number): boolean {
  return segments.some(({ ms, share }) => totalMs > 0 && share > ms / totalMs + 0.005);
}

/** First and last always; in between only what keeps its distance, so that times never run into each other. */
function marksOf(stages: readonly Stage[], shares: readonly number[]): LifeMark[] {
  let place = 0;
  const starts = stages.map(({ from }, i) => {
    const mark = { at: from, place };
    place += shares[i] ?? 0;
    return mark;
  });
  const kept: LifeMark[] = [];
  for (const mark of starts) {
    const before = kept.at(-1);
    if (!before || (mark.place - before.place >= closestMarks && 1 - mark.place >= 2 * closestMarks)) kept.push(mark);
  }
  return [...kept, { at: stages.at(-1)?.to ?? 0, place: 1 }];
}

function placeOf(ms: number | null, segments: readonly LifeSegment[]): number | null {
  if (ms === null) return null;
  let left = ms;
  let place = 0;
  for (const segment of segments) {
    if (left < segment.ms) return place + (left / segment.ms) * segment.share;
    left -= segment.ms;
    place += segment.share;
  }
  return null;
}

function summarise(segments: readonly LifeSegment[], end: LifeTone | null, totalMs: number): string {
  const parts = segments.map(({ label }) => label).join(", ");
  return `${parts}; ${formatDuration(totalMs)} in all${end === null ? ", and going on" : ""}.`;
}
