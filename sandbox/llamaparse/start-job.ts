import type { Exchange } from "../http/exchange.ts";
import type { JobMoment } from "../jobs/job-phase.ts";
import { type JobRecord, jobId } from "./job-record.ts";
import { announced, type JobView, viewJob } from "./job-view.ts";
import { requestProject } from "./project.ts";
import { nextSeed } from "./seed.ts";
import type { LlamaState } from "./state.ts";
import { scheduleWebhooks, type WebhookConfiguration } from "./webhooks.ts";

/** What a handler knows about the job it creates. */
export interface NewJob extends Pick<JobRecord, "kind" | "documentName" | "directives" | "tier" | "input" | "config"> {
  /** A smaller stand-in for `config` that fits into the id; default: `config` itself. */
  idConfig?: unknown;
  webhooks?: readonly WebhookConfiguration[] | null;
}

/** Creates a job: works out its id, remembers it for the lists, and books its webhooks. */
export function startJob(state: LlamaState, exchange: Exchange, job: NewJob): JobView {
  const { idConfig = job.config, webhooks, ...rest } = job;
  const record: JobRecord = {
    ...rest,
    createdAt: state.world.clock.now(),
    seed: nextSeed(),
    projectId: requestProject(exchange),
  };
  const id = jobId({ ...record, config: idConfig });
  state.recent[record.kind].set(id, record);
  const view = viewJob(state, id, record);
  scheduleWebhooks(state, announced(view), webhooks ?? []);
  return atBirth(view);
}

/** The answer to a create always shows a job in the queue, however short its life. */
function atBirth(view: JobView): JobView {
  const moment: JobMoment = { ...view.moment, phase: "queued", since: view.record.createdAt };
  return { ...view, moment, ended: false, billed: false, errorMessage: null };
}
