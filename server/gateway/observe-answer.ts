import {
  endsBadly,
  type FailureRow,
  findJobId,
  pollSoon,
  recordObservation,
  rememberFile,
} from "#server/jobs/index.ts";
import { type Context, redactBody } from "#server/platform/index.ts";
import { adapterOf, type JobFact, type RequestFacts } from "#server/providers/index.ts";
import { type AnswerSite, parseJson, textOf } from "./answer-site.ts";
import { type AnswerHead, type Forwarded, isEventStream } from "./forward.ts";
import type { HeadCapture } from "./head-capture.ts";
import { factsOfSyncJob } from "./sync-job.ts";

/** What an answer told about a job. */
export interface Heard {
  jobId: string | null;
  vendorJobId: string | null;
  /** The failure the job ended with by this answer. */
  failureId: string | null;
}

/** An answer that told nothing of a job. */
export const unheard: Heard = { jobId: null, vendorJobId: null, failureId: null };

/** Reads what an answer says of jobs and files and records it. Rejects when the database does not take it. */
export async function observeAnswer(
  ctx: Context,
  site: AnswerSite,
  answer: AnswerHead,
  capture: HeadCapture | null,
): Promise<Heard> {
  const { match, route } = site;
  if (!match) return unheard;
  const named = { ...unheard, vendorJobId: match.params.id && match.operation.vocabulary ? match.params.id : null };
  if (answer.status >= 400) return hint(ctx, site, answer, named);
  const text = capture?.truncated ? null : textOf(site, answer, capture);
  const payload = text === null ? undefined : parseJson(text);
  if (text === null || payload === undefined) return hint(ctx, site, answer, named);
  const adapter = adapterOf(route.provider);
  const file = adapter.readFile(match, payload);
  if (file) {
    const { provider, region } = route;
    await rememberFile(ctx.db.sql, {
      provider,
      region,
      ...file,
      bytes: site.request.documentBytes,
      digest: site.requestDigest,
      clientId: site.admitted.clientId,
      at: ctx.clock.now(),
    });
    return unheard;
  }
  let heard = unheard;
  const facts = adapter.readJobs(match, payload);
  for (const fact of facts) {
    heard = await recordFact(ctx, site, { fact, status: answer.status, text, isAlone: facts.length === 1 });
  }
  return match.operation.kind === "list_jobs" ? unheard : heard.vendorJobId ? heard : named;
}

/**
 * Records the job that lived inside a call, and those it made on the way. `loss` classifies a bad end from the exchange
 * itself. Rejects when the database does not take it.
 */
export async function observeSyncJob(
  ctx: Context,
  site: AnswerSite,
  forwarded: Forwarded,
  loss: () => FailureRow | null,
): Promise<Heard> {
  const { answer, capture } = forwarded;
  const text = capture?.truncated && !isEventStream(answer) ? null : textOf(site, answer, capture);
  const payload = text === null ? undefined : (parseJson(text) ?? text);
  let heard = unheard;
  const facts = factsOfSyncJob(site, forwarded, payload);
  for (const fact of facts) {
    const failure = fact === facts.at(-1) && fact.state && endsBadly(fact.state) ? loss() : null;
    const isAlone = fact === facts.at(-1);
    heard = await recordFact(ctx, site, { fact, status: answer?.status ?? null, text: text ?? "", failure, isAlone });
  }
  return heard;
}

/**
 * An answer that could not be read, or refuses a job we follow: our own poll finds out soon. A result too long to be read is
 * still one that its caller got.
 */
async function hint(ctx: Context, site: AnswerSite, answer: AnswerHead, named: Heard): Promise<Heard> {
  const followed = site.match?.operation.kind === "read_job" ? named.vendorJobId : null;
  if (!followed || (answer.status >= 300 && answer.status !== 404)) return named;
  const { provider, region } = site.route;
  await pollSoon(ctx.db.sql, provider, region, followed, ctx.clock.now());
  return answer.status < 300 ? { ...named, jobId: await findJobId(ctx.db.sql, provider, region, followed) } : named;
}

/** How much of a deciding answer the timeline keeps, in characters. */
const keptBodyLength = 8_192;

interface News {
  fact: JobFact;
  status: number | null;
  text: string;
  failure?: FailureRow | null;
  /** Whether the request asked for this job alone, so that the same request again asks for the same job. */
  isAlone: boolean;
}

async function recordFact(ctx: Context, site: AnswerSite, news: News): Promise<Heard> {
  const { fact, status, text, failure, isAlone } = news;
  const { match, route, admitted, request } = site;
  const kind = match?.operation.kind;
  const lives = kind === "sync_job" && !fact.parentVendorJobId;
  const creates = kind === "create_job" || kind === "sync_job";
  const recorded = await recordObservation(ctx, {
    provider: route.provider,
    region: route.region,
    fact: kind === "create_job" ? completedBy(request, fact) : fact,
    source: "gateway",
    at: ctx.clock.now(),
    ...(lives ? { startedAt: site.startedAt } : {}),
    failure: failure ?? null,
    httpStatus: status,
    callId: site.callId,
    creates,
    requestDigest: creates && isAlone ? site.requestDigest : null,
    clientId: creates ? admitted.clientId : null,
    providerKeyId: admitted.target.id,
    vendorScope: site.scope,
    documentBytes: kind === "create_job" || kind === "sync_job" ? request.documentBytes : null,
    dedupeKey: null,
    detail: {
      operation: match?.operation.name,
      method: match?.operation.method,
      path: site.hide(route.path),
      ...(fact.error ? { body: redactBody(text).slice(0, keptBodyLength) } : {}),
    },
    adopt: creates || kind === "read_job",
  });
  return {
    jobId: recorded?.jobId ?? null,
    vendorJobId: fact.vendorJobId,
    failureId: recorded?.changed ? recorded.failureId : null,
  };
}

/** A new job's fact with what its request told. */
function completedBy(request: RequestFacts, fact: JobFact): JobFact {
  return {
    ...fact,
    fileName: request.fileName ?? fact.fileName,
    tier: fact.tier ?? request.tier,
    fileId: fact.fileId ?? request.fileId,
  };
}
