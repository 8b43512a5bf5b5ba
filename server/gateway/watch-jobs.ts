import type { IncomingMessage } from "node:http";
import type { FailureRow } from "#server/jobs/index.ts";
import type { RequestFacts } from "#server/providers/index.ts";
import type { Admitted } from "./admission.ts";
import type { AnswerSite } from "./answer-site.ts";
import { lossOfCall } from "./call-failure.ts";
import { type CallInProgress, forwardedEnd } from "./call-record.ts";
import type { Desk } from "./carry-out.ts";
import type { AnswerHead, Forwarded } from "./forward.ts";
import type { HeadCapture } from "./head-capture.ts";
import { type Heard, observeAnswer, observeSyncJob, unheard } from "./observe-answer.ts";
import { isDataError } from "./recorder.ts";
import type { RequestCapture } from "./request-capture.ts";
import { requestFacts } from "./request-facts.ts";
import { scopeOfCall } from "./scope-of-call.ts";

/** Between two tries to record a job while the database does not answer, in milliseconds. */
const retryDelayMs = 500;

/** One call's answer as far as it speaks of jobs. */
export interface WatchedJobs {
  facts(): RequestFacts;
  /** Resolves when the job the answer makes is durable, or when waiting for it has taken too long. */
  durable(answer: AnswerHead, capture: HeadCapture): Promise<void>;
  /** What the answer told of a job, once it is recorded; `loss` classifies a job that ended badly inside its call. Never rejects. */
  hear(forwarded: Forwarded, loss: () => FailureRow | null): Promise<Heard>;
}

/** Hears an answer once: before delivery where it makes a job, after it otherwise. */
export function watchJobs(
  desk: Desk,
  call: CallInProgress,
  admitted: Admitted,
  req: IncomingMessage,
  requestCapture: RequestCapture | null,
): WatchedJobs {
  let hearing: Promise<Heard> | null = null;
  const facts = (): RequestFacts => {
    const read = requestFacts(call.route.provider, call.match, requestCapture, req.headers["content-type"]);
    return { ...read, fileName: read.fileName === null ? null : call.hide(read.fileName) };
  };
  const scope = scopeOfCall(call.route, req.headers);
  const site = (): AnswerSite => {
    const request = facts();
    const requestDigest = req.complete ? (requestCapture?.digestWithout(request.fileId) ?? null) : null;
    return { ...placeOf(call), admitted, request, requestDigest, scope };
  };
  const hearOnce = (answer: AnswerHead, capture: HeadCapture | null): Promise<Heard> => {
    hearing ??= observe(desk, call, () => observeAnswer(desk.ctx, site(), answer, capture));
    return hearing;
  };
  const isSync = call.match?.operation.kind === "sync_job";
  const hearSync = (forwarded: Forwarded, loss: () => FailureRow | null): Promise<Heard> => {
    hearing ??= observe(desk, call, () => observeSyncJob(desk.ctx, site(), forwarded, loss));
    return hearing;
  };
  const lossIn = (answer: AnswerHead, capture: HeadCapture) => () =>
    lossOfCall(call, req, forwardedEnd(whole(answer, capture), unmeasured), desk.ctx.clock.now());
  return {
    facts,
    async durable(answer, capture) {
      if (answer.status >= 300) return;
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise((resolve) => {
        timer = setTimeout(resolve, desk.limits.durabilityWaitMs);
      });
      const heard = isSync ? hearSync(whole(answer, capture), lossIn(answer, capture)) : hearOnce(answer, capture);
      await Promise.race([heard, waited]);
      clearTimeout(timer);
    },
    async hear(forwarded, loss) {
      if (isSync) return hearSync(forwarded, loss);
      return forwarded.answer ? hearOnce(forwarded.answer, forwarded.capture) : unheard;
    },
  };
}

/** An answer that came whole, before its caller has had it. */
function whole(answer: AnswerHead, capture: HeadCapture): Forwarded {
  return { kind: "answered", answer, capture, bytesDown: 0, complete: true };
}

const unmeasured = { bytesUp: 0, requestFacts: null, requestCapture: null, attempts: [] };

function placeOf({ id, startedAt, route, match, hide }: CallInProgress) {
  return { callId: id, startedAt, route, match, hide };
}

/**
 * Records what an answer says. A job that was made is recorded however long the database is away, for only its own call
 * knows of it; what a read says comes again with the next one. Never rejects.
 */
async function observe({ ctx }: Desk, call: CallInProgress, record: () => Promise<Heard>): Promise<Heard> {
  const kind = call.match?.operation.kind;
  for (let failed = 0; ; failed += 1) {
    try {
      return await record();
    } catch (error) {
      const again = (kind === "create_job" || kind === "sync_job") && !isDataError(error);
      const message = again ? "a new job waits to be recorded" : "what an answer says of a job could not be recorded";
      if (failed === 0 || !again) ctx.log.error({ err: error, callId: call.id }, message);
      if (!again) return unheard;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    }
  }
}
