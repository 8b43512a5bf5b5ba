import { adapterOf } from "#server/providers/index.ts";
import { advance } from "./advance.ts";
import { type BilledEvent, billedEvents } from "./billed-events.ts";
import { failureOf } from "./failure-of.ts";
import type { FailureRow } from "./failure-store.ts";
import type { Observation } from "./observation.ts";
import type { ObservationRow } from "./observation-store.ts";
import { endsBadly } from "./states.ts";
import type { JobRow } from "./store.ts";

/** What news make of a job: its row afterwards, and what is to be kept beside it. */
export interface Hearing {
  next: JobRow;
  /** Whether the job's state moved. */
  changed: boolean;
  observation: ObservationRow;
  /** Whether news like the last ones are counted onto them; a change, a bill and a named event stand by themselves. */
  folds: boolean;
  /** The failure the job ended with by these news. */
  failure: FailureRow | null;
  billed: BilledEvent[];
}

/** What `news` make of `job`, which is new by them or was known before. Pure but for the spreading of polls. */
export function hear(news: Observation, job: JobRow, isNew: boolean): Hearing {
  const { provider, fact } = news;
  const { job: advanced, changed } = advance(job, heardFrom(news, job));
  const parentVendorJobId = job.parentVendorJobId ?? fact.parentVendorJobId ?? null;
  const next: JobRow = { ...job, ...advanced, ...adoptedBy(job, news, isNew), parentVendorJobId };
  if (news.source === "poll") {
    next.pollCount += 1;
    next.pollErrors = 0;
  }
  const failure = changed && endsBadly(next.state) ? failureOfJob(next, news) : null;
  if (changed) next.failureId = failure?.id ?? null;
  // The bill's arrival is evidence of its own, though the state is the same as before.
  const isBill = next.credits.source === "reported" && job.credits.source !== "reported";
  const byParts = adapterOf(provider).billedByParts?.includes(next.vocabulary);
  return {
    next,
    changed,
    observation: observationOf(news, job.id, changed || isNew),
    folds: !changed && !isNew && !isBill && news.dedupeKey === null,
    failure,
    billed: byParts ? [] : billedEvents(next, fact.credits, estimateOf(next, next), news.at),
  };
}

function heardFrom(news: Observation, job: JobRow) {
  const adapter = adapterOf(news.provider);
  return {
    fact: news.fact,
    at: news.at,
    settlesLater: adapter.creditsSettleLater(job),
    estimate: (known: { tier: string | null; pages: number | null }) => estimateOf(job, known),
    random: Math.random(),
  };
}

function estimateOf(job: JobRow, { tier, pages }: { tier: string | null; pages: number | null }) {
  const { provider, vocabulary, product, fileId } = job;
  return adapterOf(provider).estimateCredits({ vocabulary, product, tier, pages, fileId });
}

/** A job first heard of by a read is completed when its creating call is told late. */
function adoptedBy(job: JobRow, news: Observation, isNew: boolean): Partial<JobRow> {
  if (isNew || news.source !== "gateway") return {};
  return {
    clientId: job.clientId ?? news.clientId,
    callId: job.callId ?? (news.creates ? news.callId : null),
    providerKeyId: job.providerKeyId ?? news.providerKeyId,
    vendorScope: job.vendorScope ?? news.vendorScope,
  };
}

function observationOf(news: Observation, jobId: string, changed: boolean): ObservationRow {
  return {
    jobId,
    at: news.at,
    source: news.source,
    vendorStatus: news.fact.vendorStatus,
    state: news.fact.state,
    changed,
    httpStatus: news.httpStatus,
    callId: news.callId,
    dedupeKey: news.dedupeKey,
    detail: news.detail,
  };
}

/** Classified as what it is: a code may mean one thing of one product or endpoint and another of the next. */
function failureOfJob(job: JobRow, news: Observation): FailureRow {
  if (news.failure) return { ...news.failure, jobId: job.id };
  const { provider, region, product, vocabulary, vendorJobId, vendorStatus, clientId, state } = job;
  const read = adapterOf(provider).pollRequest({ vocabulary, vendorJobId, scope: null });
  return failureOf(
    { at: news.at, provider, region, product, clientId, callId: news.callId, jobId: job.id, operation: null },
    {
      provider,
      region,
      product,
      surface: "job",
      ...(read ? { endpoint: `${read.method} ${read.path}` } : {}),
      jobStatus: state === "lost" ? "lost" : (vendorStatus ?? undefined),
      body: { status: vendorStatus, error_code: job.errorCode, error_message: job.errorMessage, state },
    },
  );
}
