import type { FailureRow } from "#server/jobs/index.ts";
import type { RequestFacts } from "#server/providers/index.ts";
import type { Admitted } from "./admission.ts";
import type { AnswerSite } from "./answer-site.ts";
import { lossOfCall } from "./call-failure.ts";
import { type CallInProgress, forwardedEnd } from "./call-record.ts";
import type { CallerRequest } from "./caller.ts";
import type { Desk } from "./carry-out.ts";
import type { AnswerHead, Forwarded } from "./exchange.ts";
import type { HeadCapture } from "./head-capture.ts";
import { type JobNews, noNews, readAnswer, readSyncJob } from "./observe-answer.ts";
import type { RequestCapture } from "./request-capture.ts";
import { noFacts, requestFacts } from "./request-facts.ts";
import { scopeOfCall } from "./scope-of-call.ts";
import type { Told } from "./tell-news.ts";

/** What an answer said of jobs, and what the database made of it; `told` is null while that is still to come. */
export interface Heard {
  news: JobNews;
  told: Told | null;
}

/** One call's answer as far as it speaks of jobs. */
export interface WatchedJobs {
  facts(): RequestFacts;
  /** Resolves when the job the answer makes is durable, or when waiting for it has taken too long. */
  durable(answer: AnswerHead, capture: HeadCapture): Promise<void>;
  /** What the answer says of a job; `loss` classifies a job that ended badly inside its call. */
  hear(forwarded: Forwarded, loss: () => FailureRow | null): Heard;
}

/** Hears an answer once: before delivery where it makes a job, after it otherwise. */
export function watchJobs(
  desk: Desk,
  call: CallInProgress,
  admitted: Admitted,
  req: CallerRequest,
  requestCapture: RequestCapture | null,
): WatchedJobs {
  // Nobody looks at a call that is not known by name.
  if (!call.match) return unwatched;
  let heard: Heard | null = null;
  const facts = (): RequestFacts => {
    const read = requestFacts(call.route.provider, call.match, requestCapture, req.headers["content-type"]);
    return { ...read, fileName: read.fileName === null ? null : call.hide(read.fileName) };
  };
  const site = (): AnswerSite => {
    const request = facts();
    const requestDigest = req.complete ? (requestCapture?.digestWithout(request.fileId) ?? null) : null;
    const scope = scopeOfCall(call.route, req.headers);
    return { ...placeOf(call), admitted, request, requestDigest, scope };
  };
  const isSync = call.match?.operation.kind === "sync_job";
  const read = (forwarded: Forwarded, loss: () => FailureRow | null): JobNews => {
    const at = desk.ctx.clock.now();
    if (isSync) return readSyncJob(site(), forwarded, loss, at);
    return forwarded.answer ? readAnswer(site(), forwarded.answer, forwarded.capture, at) : noNews;
  };
  return {
    facts,
    async durable(answer, capture) {
      if (answer.status >= 300) return;
      const forwarded = whole(answer, capture);
      const loss = () => lossOfCall(call, req, forwardedEnd(forwarded, unmeasured), desk.ctx.clock.now());
      heard = { news: read(forwarded, loss), told: null };
      if (heard.news.observations.length > 0) heard.told = await desk.teller.tell(call.id, heard.news);
    },
    hear(forwarded, loss) {
      heard ??= { news: read(forwarded, loss), told: null };
      return heard;
    },
  };
}

const nothingHeard: Heard = { news: noNews, told: null };
const unwatched: WatchedJobs = { facts: () => noFacts, durable: async () => {}, hear: () => nothingHeard };

/** An answer that came whole, before its caller has had it. */
function whole(answer: AnswerHead, capture: HeadCapture): Forwarded {
  return { kind: "answered", answer, capture, bytesDown: 0, complete: true };
}

const unmeasured = { bytesUp: 0, requestFacts: null, requestCapture: null, attempts: [] };

function placeOf({ id, startedAt, route, match, hide }: CallInProgress) {
  return { callId: id, startedAt, route, match, hide };
}
