import type { TimelineRow } from "#lib/contracts/jobs.ts";
import { countOf } from "#lib/format/count.ts";
import { isEndState, type JobState } from "#lib/vocabulary.ts";
import { foldTimeline } from "./fold-timeline.ts";
import type { TimelineContext, TimelineInput, TimelineItem, TimelineLook } from "./timeline-item.ts";
import { badPollWords, gatewayWords, newsWords, operatorWords, webhookWords } from "./timeline-words.ts";

/** Turns a job's observations into the story the page tells: equal news folded, agreement and disagreement named. */
export function prepareTimeline(job: TimelineInput): TimelineItem[] {
  const rows = foldTimeline(job.timeline);
  let known: JobState | null = null;
  let endedBy: TimelineRow | null = null;
  const told = new Set<JobState>();
  return rows.map((row, i) => {
    const isFirst = i === 0;
    const context = {
      job,
      known,
      endedBy,
      isFirst,
      isTold: row.state !== null && told.has(row.state),
      next: rows[i + 1] ?? null,
    };
    if (row.changed && row.state) known = row.state;
    if (row.changed && row.state && isEndState(row.state)) endedBy = row;
    // The creating call is told as a call, not as the state it left the job in.
    if (row.state && !(isFirst && row.source === "gateway")) told.add(row.state);
    return { id: row.id, at: row.at, aside: asideOf(row), ...sayWhat(row, context), ...lookOf(row, context.known) };
  });
}

function sayWhat(row: TimelineRow, context: TimelineContext): Pick<TimelineItem, "title" | "parts"> {
  if (isBadPoll(row)) return badPollWords(row, context);
  if (row.source === "gateway" && context.isFirst) return gatewayWords(row, context);
  if (row.source === "webhook" && !row.changed) return webhookWords(row, context);
  if (row.source === "operator" && !row.changed) return operatorWords(row);
  return newsWords(row, context);
}

/** A poll that told nothing about the job: no answer, or one without a state. A 404 that ended the job has a state. */
function isBadPoll(row: TimelineRow): boolean {
  const asked = row.source === "poll" || row.source === "operator";
  return asked && row.state === null && (row.httpStatus === null || row.httpStatus >= 300) && !isBareAction(row);
}

function isBareAction(row: TimelineRow): boolean {
  return row.source === "operator" && row.httpStatus === null && !row.detail.transport && !row.detail.reason;
}

const asides: Record<TimelineRow["source"], [one: string, many: string]> = {
  gateway: ["call", "calls"],
  poll: ["poll", "polls"],
  webhook: ["webhook", "webhooks"],
  operator: ["operator", "operator"],
};

function asideOf(row: TimelineRow): string {
  const [one, many] = asides[row.source];
  return row.count === 1 || row.source === "operator" ? one : countOf(row.count, one, many);
}

const stateLooks: Record<JobState, TimelineLook> = {
  queued: { mark: "ring", tone: "quiet" },
  running: { mark: "half", tone: "accent" },
  succeeded: { mark: "circle", tone: "ok" },
  partial: { mark: "square", tone: "warn" },
  failed: { mark: "diamond", tone: "bad" },
  cancelled: { mark: "cross", tone: "quiet" },
  lost: { mark: "hollow-diamond", tone: "warn" },
};

function lookOf(row: TimelineRow, known: JobState | null): TimelineLook {
  if (isBadPoll(row)) return { mark: "ring", tone: "warn" };
  if (row.state === null) return { mark: "dash", tone: "quiet" };
  if (!row.changed && known !== null && row.state !== known) return { mark: "ring", tone: "warn" };
  // The creating call is good news whatever queue it put the job in.
  if (known === null && !isEndState(row.state)) return { mark: "circle", tone: "ok" };
  return stateLooks[row.state];
}
