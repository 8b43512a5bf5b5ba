import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { JobState, ObservationSource, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { type Context, redactText, type SqlRunner } from "#server/platform/index.ts";
import { adapterOf, type JobFact } from "#server/providers/index.ts";
import { advance } from "./advance.ts";
import { billedEvents } from "./billed-events.ts";
import { failureOf } from "./failure-of.ts";
import { type FailureRow, insertFailures } from "./failure-store.ts";
import { documentOf, maxNameLength } from "./file-store.ts";
import { writeLedger } from "./ledger-store.ts";
import { foldObservation, insertObservation } from "./observation-store.ts";
import { endsBadly } from "./states.ts";
import { insertJob, type JobRow, lockJobByVendorId, readJobByVendorId, updateJob } from "./store.ts";

const maxWordLength = 100;
const maxIdLength = 2_000;
const maxMessageLength = 4_000;

/** News about one job. */
export interface Observation {
  provider: ProviderId;
  region: RegionId;
  fact: JobFact;
  source: ObservationSource;
  at: Date;
  httpStatus: number | null;
  /** The call through the gateway that brought the news; null for polls, webhooks and operators. */
  callId: string | null;
  /** Whether that call made the job. */
  creates?: boolean;
  /** Digest of the bytes that made the job, but for the id of its file; null or left out where nobody saw them whole. */
  requestDigest?: string | null;
  /** The client whose call made the job; null when nobody of ours is known to have. */
  clientId: string | null;
  providerKeyId: string | null;
  vendorScope: string | null;
  /** When the work began, where the news tells of its beginning and its end at once (a job inside one call). */
  startedAt?: Date;
  /** The failure the caller has classified already, from the exchange itself; kept if the job ends badly by this news. */
  failure?: FailureRow | null;
  /** Size of the upload that brought the job's document, in bytes. */
  documentBytes?: number | null;
  /** Names the news itself (a webhook's event id); the same key is heard once. */
  dedupeKey: string | null;
  /** What else there is to say on the timeline; redacted by the caller. */
  detail: Record<string, unknown>;
  /** Whether a job nobody knows yet is taken up (a create, a read) or passed over (a list). */
  adopt: boolean;
}

/** What an observation did. */
export interface Recorded {
  jobId: string;
  state: JobState;
  changed: boolean;
  isNew: boolean;
  failureId: string | null;
}

/**
 * The one door for job news: gateway, poller, webhook and operator all come through here. One transaction; repeated,
 * late and shuffled news are harmless. Returns null for a job that is unknown and not to be adopted.
 */
export async function recordObservation(ctx: Context, heard: Observation): Promise<Recorded | null> {
  const news = { ...heard, fact: boundFact(heard.fact) };
  return ctx.db.sqlTransaction(async (sql) => {
    const { provider, region, fact } = news;
    const known = await lockJobByVendorId(sql, provider, region, fact.vendorJobId);
    const isNew = !known && news.adopt && (await insertJob(sql, await firstRow(sql, news)));
    const job = known ?? (news.adopt ? await lockJobByVendorId(sql, provider, region, fact.vendorJobId) : null);
    if (!job) return null;
    const { job: advanced, changed } = advance(job, heardFrom(news, job));
    const parentVendorJobId = job.parentVendorJobId ?? fact.parentVendorJobId ?? null;
    const next: JobRow = { ...job, ...advanced, ...adoptedBy(job, news, isNew), parentVendorJobId };
    if (news.source === "poll") {
      next.pollCount += 1;
      next.pollErrors = 0;
    }
    const fresh = await appendObservation(sql, job, next, news, changed || isNew);
    if (fresh === "seen")
      return { jobId: job.id, state: job.state, changed: false, isNew: false, failureId: job.failureId };
    if (changed && endsBadly(next.state)) next.failureId = await keepFailure(sql, next, news);
    if (changed && !endsBadly(next.state)) next.failureId = null;
    await updateJob(sql, next);
    if (!adapterOf(provider).billedByParts?.includes(next.vocabulary)) {
      await writeLedger(sql, billedEvents(next, fact.credits, estimateOf(next, next), news.at), news.at);
    }
    return { jobId: job.id, state: next.state, changed, isNew, failureId: next.failureId };
  });
}

/** Vendors' texts at the length a row and its indexes hold, with what looks like a secret removed from sentences. */
function boundFact(fact: JobFact): JobFact {
  const { error } = fact;
  return {
    ...fact,
    vendorStatus: fact.vendorStatus?.slice(0, maxWordLength) ?? null,
    fileName: fact.fileName?.slice(0, maxNameLength) ?? null,
    fileId: fact.fileId?.slice(0, maxIdLength) ?? null,
    parentVendorJobId: fact.parentVendorJobId?.slice(0, maxIdLength) ?? null,
    tier: fact.tier?.slice(0, maxWordLength) ?? null,
    error: error && {
      code: error.code?.slice(0, maxWordLength) ?? null,
      message: error.message ? redactText(error.message).slice(0, maxMessageLength) : null,
    },
  };
}

/**
 * The row of a job heard of for the first time: queued, due soon, named after its file where we saw the upload. A run that
 * another made is its client's, whoever brought the news.
 */
async function firstRow(sql: SqlRunner, news: Observation): Promise<JobRow> {
  const { fact, provider, region, at } = news;
  const document = fact.fileId ? await documentOf(sql, provider, region, fact.fileId) : null;
  const parentId = fact.parentVendorJobId ?? null;
  const parent = parentId && !news.clientId ? await readJobByVendorId(sql, provider, region, parentId) : null;
  return {
    id: uuidv7(),
    provider,
    region,
    product: fact.product,
    vocabulary: fact.vocabulary,
    vendorJobId: fact.vendorJobId,
    parentVendorJobId: parentId,
    vendorScope: news.vendorScope,
    providerKeyId: news.providerKeyId,
    clientId: news.clientId ?? parent?.clientId ?? null,
    callId: news.creates ? news.callId : null,
    requestDigest: digestOf(news, document?.digest ?? null),
    state: "queued",
    vendorStatus: fact.vendorStatus,
    fileName: fact.fileName ?? document?.name ?? null,
    documentBytes: news.documentBytes ?? document?.bytes ?? null,
    fileId: fact.fileId,
    tier: fact.tier,
    pages: fact.pages,
    failedPages: null,
    credits: { source: "unknown", credits: null, breakdown: null, rule: null },
    errorCode: null,
    errorMessage: null,
    failureId: null,
    createdAt: news.startedAt ?? at,
    runningAt: news.startedAt ?? null,
    endedAt: null,
    lastSeenAt: at,
    nextPollAt: at,
    settleUntil: null,
    pollCount: 0,
    pollErrors: 0,
  };
}

/**
 * What tells a repeated submit: the request's bytes and, where it names a file by an id, the bytes that file was uploaded
 * with; a file uploaded again has another id and is the same document.
 */
function digestOf({ requestDigest, fact }: Observation, uploaded: string | null): string | null {
  if (!requestDigest || !fact.fileId) return requestDigest ?? null;
  return createHash("sha256")
    .update(`${requestDigest}\0${uploaded ?? fact.fileId}`)
    .digest("hex");
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

async function appendObservation(
  sql: SqlRunner,
  job: JobRow,
  next: JobRow,
  news: Observation,
  changed: boolean,
): Promise<"kept" | "folded" | "seen"> {
  const row = {
    jobId: job.id,
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
  // The bill's arrival is evidence of its own, though the state is the same as before.
  const billed = next.credits.source === "reported" && job.credits.source !== "reported";
  if (!changed && !billed && !news.dedupeKey && (await foldObservation(sql, row))) return "folded";
  return (await insertObservation(sql, row)) ? "kept" : "seen";
}

async function keepFailure(sql: SqlRunner, job: JobRow, news: Observation): Promise<string> {
  const failure = news.failure ? { ...news.failure, jobId: job.id } : failureOfJob(job, news);
  await insertFailures(sql, [failure]);
  return failure.id;
}

/** Classified as what it is: a code may mean one thing of one product or endpoint and another of the next. */
function failureOfJob(job: JobRow, news: Observation): FailureRow {
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
