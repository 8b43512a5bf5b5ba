import { v7 as uuidv7 } from "uuid";
import type { JobState, ObservationSource, ProviderId, RegionId } from "#lib/vocabulary.ts";
import { type Context, redactText, type SqlRunner } from "#server/platform/index.ts";
import { adapterOf, type JobFact } from "#server/providers/index.ts";
import { advance } from "./advance.ts";
import { failureOf } from "./failure-of.ts";
import { insertFailures } from "./failure-store.ts";
import { fileNameOf, fileNameOfJob } from "./file-store.ts";
import { endsBadly } from "./states.ts";
import { foldObservation, insertJob, insertObservation, type JobRow, lockJobByVendorId, updateJob } from "./store.ts";

/** News about one job. */
export interface Observation {
  provider: ProviderId;
  region: RegionId;
  fact: JobFact;
  source: ObservationSource;
  at: Date;
  httpStatus: number | null;
  callId: string | null;
  /** The client whose call made the job; null when nobody of ours is known to have. */
  clientId: string | null;
  providerKeyId: string | null;
  vendorScope: string | null;
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
}

/**
 * The one door for job news: gateway, poller, webhook and operator all come through here. One transaction; repeated,
 * late and shuffled news are harmless. Returns null for a job that is unknown and not to be adopted.
 */
export async function recordObservation(ctx: Context, news: Observation): Promise<Recorded | null> {
  return ctx.db.sqlTransaction(async (sql) => {
    const isNew = news.adopt ? await insertJob(sql, await firstRow(sql, news)) : false;
    const job = await lockJobByVendorId(sql, news.provider, news.region, news.fact.vendorJobId);
    if (!job) return null;
    const { job: heard, changed } = advance(job, heardFrom(news, job));
    const next: JobRow = { ...job, ...heard, ...adoptedBy(job, news, isNew) };
    if (news.source === "poll") {
      next.pollCount += 1;
      next.pollErrors = 0;
    }
    const fresh = await appendObservation(sql, job.id, news, changed || isNew);
    if (fresh === "seen") return { jobId: job.id, state: job.state, changed: false, isNew: false };
    if (changed && endsBadly(next.state)) next.failureId = await recordJobFailure(sql, next, news);
    if (changed && !endsBadly(next.state)) next.failureId = null;
    await updateJob(sql, next);
    return { jobId: job.id, state: next.state, changed, isNew };
  });
}

/** The row of a job heard of for the first time: queued, due soon, named after its file where we saw the upload. */
async function firstRow(sql: SqlRunner, news: Observation): Promise<JobRow> {
  const { fact, provider, region, at } = news;
  const fileName =
    fact.fileName ??
    (fact.fileId ? await fileNameOf(sql, provider, region, fact.fileId) : null) ??
    (fact.fileId ? await fileNameOfJob(sql, provider, region, fact.fileId) : null);
  return {
    id: uuidv7(),
    provider,
    region,
    product: fact.product,
    vocabulary: fact.vocabulary,
    vendorJobId: fact.vendorJobId,
    vendorScope: news.vendorScope,
    providerKeyId: news.providerKeyId,
    clientId: news.clientId,
    callId: news.callId,
    state: "queued",
    vendorStatus: fact.vendorStatus,
    fileName,
    fileId: fact.fileId,
    tier: fact.tier,
    pages: fact.pages,
    credits: { source: "unknown", credits: null, breakdown: null, rule: null },
    errorCode: null,
    errorMessage: null,
    failureId: null,
    createdAt: at,
    runningAt: null,
    endedAt: null,
    lastSeenAt: at,
    nextPollAt: at,
    settleUntil: null,
    pollCount: 0,
    pollErrors: 0,
  };
}

function heardFrom(news: Observation, job: JobRow) {
  const adapter = adapterOf(news.provider);
  return {
    fact: { ...news.fact, error: redactError(news.fact.error) },
    at: news.at,
    settlesLater: adapter.creditsSettleLater(job),
    estimate: (known: { tier: string | null; pages: number | null }) =>
      adapter.estimateCredits({ vocabulary: job.vocabulary, product: job.product, ...known }),
    random: Math.random(),
  };
}

function redactError(error: JobFact["error"]): JobFact["error"] {
  return error ? { code: error.code, message: error.message ? redactText(error.message).slice(0, 4_000) : null } : null;
}

/** A job first heard of by a read is completed when its creating call is told late. */
function adoptedBy(job: JobRow, news: Observation, isNew: boolean): Partial<JobRow> {
  if (isNew || news.source !== "gateway") return {};
  return {
    clientId: job.clientId ?? news.clientId,
    callId: job.callId ?? news.callId,
    providerKeyId: job.providerKeyId ?? news.providerKeyId,
    vendorScope: job.vendorScope ?? news.vendorScope,
  };
}

async function appendObservation(
  sql: SqlRunner,
  jobId: string,
  news: Observation,
  keep: boolean,
): Promise<"kept" | "folded" | "seen"> {
  const row = {
    jobId,
    at: news.at,
    source: news.source,
    vendorStatus: news.fact.vendorStatus,
    state: news.fact.state,
    changed: keep,
    httpStatus: news.httpStatus,
    callId: news.callId,
    dedupeKey: news.dedupeKey,
    detail: news.detail,
  };
  if (!keep && !news.dedupeKey && (await foldObservation(sql, row))) return "folded";
  return (await insertObservation(sql, row)) ? "kept" : "seen";
}

async function recordJobFailure(sql: SqlRunner, job: JobRow, news: Observation): Promise<string> {
  const failure = failureOf(
    {
      at: news.at,
      provider: job.provider,
      region: job.region,
      product: job.product,
      clientId: job.clientId,
      callId: news.callId,
      jobId: job.id,
      operation: null,
    },
    {
      provider: job.provider,
      region: job.region,
      surface: "job",
      jobStatus: job.state === "lost" ? "lost" : (job.vendorStatus ?? undefined),
      body: { status: job.vendorStatus, error_code: job.errorCode, error_message: job.errorMessage, state: job.state },
    },
  );
  await insertFailures(sql, [failure]);
  return failure.id;
}
