import { endsBadly, type FailureRow, type Observation, type UploadedFile } from "#server/jobs/index.ts";
import { redactBody } from "#server/platform/index.ts";
import { adapterOf, type JobFact, type RequestFacts } from "#server/providers/index.ts";
import { type AnswerSite, parseJson, textOf } from "./answer-site.ts";
import { type AnswerHead, type Forwarded, isEventStream } from "./exchange.ts";
import type { HeadCapture } from "./head-capture.ts";
import { factsOfSyncJob } from "./sync-job.ts";

/** What an answer tells about jobs and files; it lies in the spool as JSON until the database has it. */
export interface JobNews {
  /** In the order they are to be told; the last one is the call's own. */
  observations: Observation[];
  /** An uploaded file, by whose name its jobs are called. */
  file: UploadedFile | null;
  /** A job our own poll should ask about soon, for the answer could not be read; `isGiven`: it was the job's, though. */
  pollSoon: (Pick<Observation, "provider" | "region" | "at"> & { vendorJobId: string; isGiven: boolean }) | null;
  /** The job the call is about; null where it names none, or many. */
  vendorJobId: string | null;
}

/** An answer that tells nothing of a job. */
export const noNews: JobNews = { observations: [], file: null, pollSoon: null, vendorJobId: null };

/** Reads what an answer says of jobs and files. Never throws for what a vendor sends. */
export function readAnswer(site: AnswerSite, answer: AnswerHead, capture: HeadCapture | null, at: Date): JobNews {
  const { match, route } = site;
  if (!match) return noNews;
  const named = match.params.id && match.operation.vocabulary ? match.params.id : null;
  if (answer.status >= 400) return hint(site, answer, named, at);
  const text = capture?.truncated ? null : textOf(site, answer, capture);
  const payload = text === null ? undefined : parseJson(text);
  if (text === null || payload === undefined) return hint(site, answer, named, at);
  const adapter = adapterOf(route.provider);
  const file = adapter.readFile(match, payload);
  if (file) {
    const { provider, region } = route;
    const ours = { bytes: site.request.documentBytes, digest: site.requestDigest, clientId: site.admitted.clientId };
    return { ...noNews, file: { provider, region, ...file, ...ours, at } };
  }
  const facts = adapter.readJobs(match, payload);
  const isAlone = facts.length === 1;
  const observations = facts.map((fact, n) =>
    observationOf(site, { fact, status: answer.status, text, at, n, isAlone }),
  );
  const vendorJobId = match.operation.kind === "list_jobs" ? null : (facts.at(-1)?.vendorJobId ?? named);
  return { ...noNews, observations, vendorJobId };
}

/** Reads the job that lived inside a call, and those it made on the way. `loss` classifies a bad end from the exchange itself. */
export function readSyncJob(site: AnswerSite, forwarded: Forwarded, loss: () => FailureRow | null, at: Date): JobNews {
  const { answer, capture } = forwarded;
  const text = capture?.truncated && !isEventStream(answer) ? null : textOf(site, answer, capture);
  const payload = text === null ? undefined : (parseJson(text) ?? text);
  const facts = factsOfSyncJob(site, forwarded, payload);
  const observations = facts.map((fact, n) => {
    const failure = fact === facts.at(-1) && fact.state && endsBadly(fact.state) ? loss() : null;
    const isAlone = fact === facts.at(-1);
    return observationOf(site, { fact, status: answer?.status ?? null, text: text ?? "", failure, at, n, isAlone });
  });
  return { ...noNews, observations, vendorJobId: facts.at(-1)?.vendorJobId ?? null };
}

/**
 * An answer that could not be read, or refuses a job we follow: our own poll finds out soon. A result too long to be read is
 * still one that its caller got.
 */
function hint({ match, route }: AnswerSite, answer: AnswerHead, vendorJobId: string | null, at: Date): JobNews {
  const follows = match?.operation.kind === "read_job" && (answer.status < 300 || answer.status === 404);
  if (!follows || vendorJobId === null) return { ...noNews, vendorJobId };
  const { provider, region } = route;
  return { ...noNews, vendorJobId, pollSoon: { provider, region, at, vendorJobId, isGiven: answer.status < 300 } };
}

/** How much of a deciding answer the timeline keeps, in characters. */
const keptBodyLength = 8_192;

interface Heard {
  fact: JobFact;
  status: number | null;
  text: string;
  at: Date;
  /** Which of the answer's facts it is. */
  n: number;
  /** Whether the request asked for this job alone, so that the same request again asks for the same job. */
  isAlone: boolean;
  failure?: FailureRow | null;
}

function observationOf(site: AnswerSite, heard: Heard): Observation {
  const { fact, status, text, at, n, failure, isAlone } = heard;
  const { match, route, admitted, request } = site;
  const kind = match?.operation.kind;
  const lives = kind === "sync_job" && !fact.parentVendorJobId;
  const creates = kind === "create_job" || kind === "sync_job";
  return {
    provider: route.provider,
    region: route.region,
    fact: kind === "create_job" ? completedBy(request, fact) : fact,
    source: "gateway",
    at,
    ...(lives ? { startedAt: site.startedAt } : {}),
    failure: failure ?? null,
    httpStatus: status,
    callId: site.callId,
    creates,
    requestDigest: creates && isAlone ? site.requestDigest : null,
    clientId: creates ? admitted.clientId : null,
    providerKeyId: admitted.target.id,
    vendorScope: site.scope,
    documentBytes: creates ? request.documentBytes : null,
    // What makes a job may be told twice, by the call and out of the spool; it is heard once.
    dedupeKey: creates ? `call:${site.callId}:${n}` : null,
    detail: {
      operation: match?.operation.name,
      method: match?.operation.method,
      path: site.hide(route.path),
      ...(fact.error ? { body: redactBody(text).slice(0, keptBodyLength) } : {}),
    },
    adopt: creates || kind === "read_job",
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
