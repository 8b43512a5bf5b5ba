import { hasEnded, isBilled, type JobMoment, momentOf } from "../jobs/job-phase.ts";
import { type JobPlan, planJob } from "../jobs/plan-job.ts";
import { errorMessageOf, timeoutFailure } from "./job-failures.ts";
import type { JobRecord } from "./job-record.ts";
import type { LlamaState } from "./state.ts";
import { type Announced, productOf } from "./webhooks.ts";

/** A job as it stands now. */
export interface JobView {
  id: string;
  record: JobRecord;
  plan: JobPlan;
  moment: JobMoment;
  ended: boolean;
  /** Billing has recorded what it cost. */
  billed: boolean;
  /** The vendor's word about a failure; null for every other job. */
  errorMessage: string | null;
}

/** The text in which a job's tokens stand. */
export function tokensOf(record: JobRecord): string {
  return `${record.documentName} ${record.directives}`;
}

/** Plans of the records in memory: a record never changes, so neither does its plan. */
const plans = new WeakMap<JobRecord, JobPlan>();

function planOf(state: LlamaState, record: JobRecord): JobPlan {
  const known = plans.get(record);
  if (known !== undefined) return known;
  const text = tokensOf(record);
  const failure = state.find(text).find((provocation) => provocation.kind === "job") ?? null;
  const plan = planJob({ seed: record.seed, documentName: record.documentName, text, failure, timeoutFailure });
  plans.set(record, plan);
  return plan;
}

/** Works out where a job stands. */
export function viewJob(state: LlamaState, id: string, record: JobRecord): JobView {
  const now = state.world.clock.now();
  const plan = planOf(state, record);
  const moment = momentOf(plan, record.createdAt, now, state.cancelled.get(id) ?? null);
  const failed = moment.phase === "failed" ? plan.failure : null;
  return {
    id,
    record,
    plan,
    moment,
    ended: hasEnded(moment.phase),
    billed: isBilled(plan, moment, now),
    errorMessage: failed === null ? null : errorMessageOf(failed, id),
  };
}

/** The job as its webhooks see it. */
export function announced(view: JobView): Announced {
  const { id, record, plan, moment } = view;
  return { id, product: productOf(record.kind), plan, createdAt: record.createdAt, endedAt: moment.endedAt };
}
