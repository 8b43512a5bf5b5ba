import type { MarkShape } from "#components/ui/mark.tsx";
import type { JobDetail, TimelineRow } from "#lib/contracts/jobs.ts";
import type { JobState } from "#lib/vocabulary.ts";

/** A piece of the second line: plain words, a vendor's own word, or a quotation. */
export interface TimelinePart {
  kind: "text" | "word" | "quote";
  text: string;
}

export type TimelineTone = "ok" | "quiet" | "accent" | "warn" | "bad";

/** How an entry is marked on the line. */
export interface TimelineLook {
  mark: MarkShape;
  tone: TimelineTone;
}

/** One entry of the timeline. */
export interface TimelineItem extends TimelineLook {
  id: string;
  /** ISO instant of the first of the folded observations. */
  at: string;
  title: string;
  parts: TimelinePart[];
  /** At the right edge: "9 polls", "call", "webhook". */
  aside: string;
}

export type TimelineInput = Pick<JobDetail, "timeline" | "exchanges" | "error">;

/** What was known before a row, and what stands around it. */
export interface TimelineContext {
  job: TimelineInput;
  known: JobState | null;
  /** The observation that ended the job, if it had ended by then. */
  endedBy: TimelineRow | null;
  isFirst: boolean;
  /** An earlier entry already says that the job is in this row's state. */
  isTold: boolean;
  next: TimelineRow | null;
}
