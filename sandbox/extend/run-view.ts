import { hasEnded, type JobMoment, momentOf } from "../jobs/job-phase.ts";
import { type JobPlan, planJob } from "../jobs/plan-job.ts";
import { kinds } from "./run-kinds.ts";
import type { RunRecord } from "./run-record.ts";
import type { ExtendState } from "./state.ts";

/** A run as it stands now, in the vendor's words. */
export interface RunView {
  id: string;
  record: RunRecord;
  plan: JobPlan;
  moment: JobMoment;
  ended: boolean;
  status: string;
  /** Null unless the run has FAILED for a reason. */
  failureReason: string | null;
  failureMessage: string | null;
  /** A step of a workflow that ends well has failed. */
  failedStep: boolean;
}

export function tokensOf(record: RunRecord): string {
  return `${record.documentName} ${record.directives}`;
}

/** The run's whole future. */
export function planOf(state: ExtendState, record: RunRecord): JobPlan {
  const text = tokensOf(record);
  const create = `POST ${kinds[record.kind].path}`;
  const failure = state.find(text).find(({ kind, endpoints }) => kind === "job" && endpoints.includes(create)) ?? null;
  return planJob({ seed: record.seed, documentName: record.documentName, text, failure, timeoutFailure: null });
}

/** Works out where a run stands at `now`. */
export function viewRun(state: ExtendState, id: string, record: RunRecord, now = state.world.clock.now()): RunView {
  const plan = planOf(state, record);
  const moment = momentOf(plan, record.createdAt, now, state.cancelled.get(id) ?? null);
  const failure = moment.phase === "failed" ? plan.failure : null;
  const status = statusOf(record, moment, failure?.slug ?? null);
  const failed = status === "FAILED";
  return {
    id,
    record,
    plan,
    moment,
    ended: hasEnded(moment.phase),
    status,
    failureReason: failed ? (failure?.code ?? null) : null,
    failureMessage: failed ? (failure?.jobMessage ?? null) : null,
    failedStep: record.kind === "workflow" && moment.phase === "partial",
  };
}

/** Only workflow runs and the runs of a batch wait as PENDING; others are PROCESSING from the start (ParseRun.d.ts). */
function statusOf(record: RunRecord, { phase }: JobMoment, failure: string | null): string {
  if (failure === "ends-review") return "NEEDS_REVIEW";
  if (failure === "ends-rejected") return "REJECTED";
  switch (phase) {
    case "queued":
    case "throttled":
      return record.kind === "workflow" || record.batchId !== "" ? "PENDING" : "PROCESSING";
    case "running":
      return "PROCESSING";
    case "succeeded":
    case "partial":
      return "PROCESSED";
    case "failed":
      return "FAILED";
    case "cancelled":
      return "CANCELLED";
  }
}
