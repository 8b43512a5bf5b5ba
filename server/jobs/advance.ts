import { isEndState, type JobState } from "#lib/vocabulary.ts";
import type { CreditFact, JobFact } from "#server/providers/index.ts";
import { pollDelayMs, settleDelayMs, settleWindowMs } from "./poll-schedule.ts";
import { joinStates } from "./states.ts";

/** The part of a job's row that news can change. */
export interface JobFacts {
  state: JobState;
  vendorStatus: string | null;
  fileName: string | null;
  fileId: string | null;
  tier: string | null;
  pages: number | null;
  failedPages: number | null;
  credits: CreditFact;
  errorCode: string | null;
  errorMessage: string | null;
  createdAt: Date;
  runningAt: Date | null;
  endedAt: Date | null;
  lastSeenAt: Date;
  nextPollAt: Date | null;
  settleUntil: Date | null;
}

/** What was heard, and when. */
export interface Heard {
  fact: JobFact;
  at: Date;
  /** Whether the vendor may still bill after the end. */
  settlesLater: boolean;
  /** The estimate to fall back on when the vendor reports nothing. */
  estimate: (job: { tier: string | null; pages: number | null }) => CreditFact;
  /** 0–1, spreads the polls. */
  random: number;
}

/** Better news about credits: reported beats estimated beats unknown. Equal ranks: the later figure. */
const creditRank = { unknown: 0, estimated: 1, reported: 2 } as const;

function joinCredits(current: CreditFact, heard: CreditFact | null): CreditFact {
  if (!heard || creditRank[heard.source] < creditRank[current.source]) return current;
  return heard.credits !== null || heard.breakdown !== null ? heard : current;
}

function earlier(a: Date | null, b: Date): Date {
  return a && a < b ? a : b;
}

/**
 * A job's facts after hearing something about it. Pure; news may come repeated, late or out of order. Facts once
 * known are kept: news without a field does not erase it.
 */
export function advance(job: JobFacts, heard: Heard): { job: JobFacts; changed: boolean } {
  const { fact, at } = heard;
  const state = joinStates(job.state, fact.state) ?? job.state;
  const changed = state !== job.state;
  const decides = changed || fact.state === state;
  const pages = fact.pages ?? job.pages;
  const tier = job.tier ?? fact.tier;
  const next: JobFacts = {
    ...job,
    state,
    vendorStatus: decides && fact.vendorStatus ? fact.vendorStatus : job.vendorStatus,
    fileName: job.fileName ?? fact.fileName,
    fileId: job.fileId ?? fact.fileId,
    tier,
    pages,
    failedPages: fact.failedPages ?? job.failedPages,
    credits: joinCredits(job.credits, fact.credits),
    errorCode: decides ? (fact.error?.code ?? job.errorCode) : job.errorCode,
    errorMessage: decides ? (fact.error?.message ?? job.errorMessage) : job.errorMessage,
    runningAt: fact.state === "running" ? earlier(job.runningAt, at) : job.runningAt,
    endedAt: fact.state && isEndState(fact.state) ? earlier(job.endedAt, at) : job.endedAt,
    lastSeenAt: new Date(Math.max(job.lastSeenAt.getTime(), at.getTime())),
  };
  // A stale "running" heard after the end says nothing about when the work began.
  if (next.runningAt && next.endedAt && next.runningAt > next.endedAt) next.runningAt = null;
  if (state === "succeeded" || state === "partial")
    next.credits = joinCredits(next.credits, heard.estimate({ tier, pages }));
  return { job: scheduleNext(next, heard), changed };
}

/** When the job is looked at next: while it lives by its age, after its end until the bill has settled. */
function scheduleNext(job: JobFacts, { at, settlesLater, random }: Heard): JobFacts {
  if (!isEndState(job.state)) {
    return { ...job, nextPollAt: new Date(at.getTime() + pollDelayMs(at.getTime() - job.createdAt.getTime(), random)) };
  }
  const billOpen =
    settlesLater && (job.state === "succeeded" || job.state === "partial") && job.credits.source !== "reported";
  const endedAt = job.endedAt ?? at;
  const settleUntil = billOpen ? (job.settleUntil ?? new Date(endedAt.getTime() + settleWindowMs)) : null;
  if (!settleUntil || at >= settleUntil) return { ...job, endedAt, settleUntil: null, nextPollAt: null };
  // Callers who read the result say nothing of its price: they must not put off our own look at the bill.
  const awaited = job.settleUntil && job.nextPollAt && job.nextPollAt > at ? job.nextPollAt : null;
  const nextPollAt = awaited ?? new Date(at.getTime() + settleDelayMs(at.getTime() - endedAt.getTime(), random));
  return { ...job, endedAt, settleUntil, nextPollAt };
}
