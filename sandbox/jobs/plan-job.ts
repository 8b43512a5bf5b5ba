import type { Provocation } from "../provoke/provocation.ts";
import { type JobDirectives, readDirectives } from "./directives.ts";
import { between, hashText, seededRandom } from "./seeded-random.ts";

/** A job's whole future, worked out anew from its id whenever someone asks. */
export interface JobPlan {
  queueMs: number;
  throttledMs: number;
  /** `Infinity` = never ends. */
  runMs: number;
  end: "succeeded" | "partial" | "failed" | "cancelled";
  failure: Provocation | null;
  pages: number;
  /** 1-based numbers of the pages that fail inside a job that does not. */
  badPages: number[];
  /** Delay from the end until billing has recorded it; null = it never does. */
  billMs: number | null;
  directives: JobDirectives;
}

export interface PlanInput {
  /** Says how long things take. */
  seed: number;
  /** What the document is; says how many pages it has. */
  documentName: string;
  /** The document's name and whatever else was provoked. */
  text: string;
  failure: Provocation | null;
  /** The failure of a job that ran into its own time limit. */
  timeoutFailure: Provocation | null;
}

export function planJob(input: PlanInput): JobPlan {
  const directives = readDirectives(input.text);
  const random = seededRandom(input.seed);
  const queueMs = directives.queueMs ?? (directives.slow ? between(random, 8000, 12_000) : between(random, 300, 1500));
  const runMs = directives.runMs ?? (directives.slow ? between(random, 50_000, 70_000) : between(random, 1000, 4000));
  const billMs = directives.billMs ?? between(random, 1000, 3000);
  const pages = Math.max(1, directives.pages ?? pagesOf(input.documentName));
  const timedOut = directives.timeoutMs !== null && endless(directives, runMs) > directives.timeoutMs;
  const failure = input.failure ?? (timedOut ? input.timeoutFailure : null);
  return {
    queueMs: directives.stuck === "queued" ? Number.POSITIVE_INFINITY : queueMs,
    throttledMs: directives.throttledMs,
    runMs: timedOut ? (directives.timeoutMs ?? runMs) : endless(directives, runMs),
    end: failure !== null ? "failed" : endOf(directives),
    failure,
    pages,
    badPages: badPagesOf(directives, pages),
    billMs: billMs === "never" ? null : billMs,
    directives,
  };
}

function endless(directives: JobDirectives, runMs: number): number {
  return directives.stuck === "running" ? Number.POSITIVE_INFINITY : runMs;
}

function endOf(directives: JobDirectives): "succeeded" | "partial" | "cancelled" {
  if (directives.ends !== null) return directives.ends;
  return directives.badPages > 0 ? "partial" : "succeeded";
}

/** Most documents are short; none is longer than 40 pages. */
function pagesOf(documentName: string): number {
  return 1 + Math.floor(seededRandom(hashText(documentName))() ** 3 * 40);
}

/** Bad pages are spread from the second page on, so that the first page of a result stays readable. */
function badPagesOf(directives: JobDirectives, pages: number): number[] {
  const wanted = Math.min(pages, directives.badPages || (directives.ends === "partial" ? 1 : 0));
  const from = Math.min(2, pages - wanted + 1);
  return Array.from({ length: wanted }, (_, index) => from + index);
}
