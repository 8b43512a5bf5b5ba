import type { Exchange } from "../http/exchange.ts";
import { Refusal, type Reply } from "../http/reply.ts";
import { detailReply, gatewayPage, refuse, serverErrorReply } from "./error-replies.ts";
import { keptMs } from "./file-record.ts";
import { type JobKind, type JobRecord, readJobId } from "./job-record.ts";
import { type JobView, tokensOf, viewJob } from "./job-view.ts";
import { isVisible } from "./project.ts";
import { provokeRead } from "./provoked.ts";
import type { LlamaState } from "./state.ts";

/** No text is documented for an unknown extract job; the older endpoints' short one is an assumption. */
const extractNotFound = (): never => {
  throw new Refusal(detailReply(404, "Job not found"));
};
const splitNotFound = (): never => refuse("Split Errors", "Split job not found");
const classifyNotFound = (): never => refuse("Classify Errors", "Classify job not found");

/** The 404 of each kind. */
const notFound: Record<JobKind, () => never> = {
  "parse-v2": () => refuse("Parse Errors", "Parse job not found"),
  "extract-v2": extractNotFound,
  "extract-v1": extractNotFound,
  "classify-v2": classifyNotFound,
  "classify-v1": classifyNotFound,
  split: splitNotFound,
  "split-beta": splitNotFound,
};

/** How many polls fail before a job with failing polls answers. */
export const failingPolls = 2;

/** The job a request names, or that kind's 404. */
export function loadJob(state: LlamaState, exchange: Exchange, kind: JobKind): JobView {
  const id = exchange.params.id ?? "";
  const record = recordOf(state, kind, id);
  if (record === null || !isVisible(exchange, record.projectId)) return notFound[kind]();
  provokeRead(state, exchange, tokensOf(record));
  const view = viewJob(state, id, record);
  if (isGone(state, view)) return notFound[kind]();
  return view;
}

/** The same for a poll, which a job's tokens can make fail while the job lives on. */
export function loadPolled(state: LlamaState, exchange: Exchange, kind: JobKind): JobView {
  const view = loadJob(state, exchange, kind);
  failPoll(state, view.id, view.plan.directives.pollStatus);
  return view;
}

/** The record behind an id: from memory, where it is whole, or from the id itself. */
export function recordOf(state: LlamaState, kind: JobKind, id: string): JobRecord | null {
  return state.recent[kind].get(id) ?? readJobId(kind, id);
}

/** Deleted, expired, or vanished on request. */
export function isGone(state: LlamaState, view: JobView): boolean {
  const age = state.world.clock.now() - view.record.createdAt;
  const { vanishMs } = view.plan.directives;
  return state.deleted.has(view.id) || age > keptMs || (vanishMs !== null && age >= vanishMs);
}

/** Answers the first polls of a job with `status`. */
export function failPoll(state: LlamaState, id: string, status: number | null): void {
  if (status === null) return;
  const polls = state.polls.get(id) ?? 0;
  if (polls >= failingPolls) return;
  state.polls.set(id, polls + 1);
  throw new Refusal(pollFaultReply(status));
}

function pollFaultReply(status: number): Reply {
  if (status === 429) return detailReply(429, "Rate limit exceeded");
  if (status === 502) return gatewayPage(502, "Bad Gateway");
  if (status === 504) return gatewayPage(504, "Gateway Time-out");
  return serverErrorReply(status);
}
