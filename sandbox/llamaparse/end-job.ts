import type { Exchange } from "../http/exchange.ts";
import { Refusal } from "../http/reply.ts";
import { detailReply } from "./error-replies.ts";
import type { JobKind } from "./job-record.ts";
import { announced, type JobView, viewJob } from "./job-view.ts";
import { loadJob } from "./load-job.ts";
import type { LlamaState } from "./state.ts";
import { sendCancelled } from "./webhooks.ts";

/** Cancels a job, `delayMs` from now where the vendor takes its time. That an ended one is refused is documented; the status and the text are an assumption. */
export function cancelJob(state: LlamaState, exchange: Exchange, kind: JobKind, delayMs = 0): JobView {
  const view = loadJob(state, exchange, kind);
  if (view.ended) throw new Refusal(detailReply(400, "Jobs already in a terminal state cannot be cancelled"));
  state.cancelled.set(view.id, state.world.clock.now() + delayMs);
  sendCancelled(state, announced(view));
  return viewJob(state, view.id, view.record);
}

/** Deletes a job that has ended; the status and text for any other one are an assumption as well. */
export function deleteJob(state: LlamaState, exchange: Exchange, kind: JobKind): JobView {
  const view = loadJob(state, exchange, kind);
  if (!view.ended) throw new Refusal(detailReply(400, "The job must be in a terminal state to be deleted"));
  state.deleted.set(view.id, true);
  return view;
}
