import { nextSeed } from "../ids/next-seed.ts";
import { BoundedMap } from "../jobs/bounded-map.ts";
import { hasEnded, type JobMoment, momentOf } from "../jobs/job-phase.ts";
import { type JobPlan, planJob } from "../jobs/plan-job.ts";
import { RateLimiter } from "../limits/rate-limiter.ts";
import { makeFinder, type ProvocationFinder } from "../provoke/find-provocations.ts";
import type { Provocation } from "../provoke/provocation.ts";
import type { SandboxWorld } from "../world.ts";
import { type JobKind, type JobRecord, jobId, readJobId } from "./job-record.ts";

/** How many jobs of a kind the lists can show. */
const listed = 5_000;
/** How many cancellations and poll counts are remembered. */
const remembered = 20_000;
/** How many polls fail before a job with failing polls answers. */
const failingPolls = 2;

/** What ids cannot say, of one vendor: held in memory, bounded, gone after a restart. */
export interface StandIn {
  world: SandboxWorld;
  find: ProvocationFinder;
  limiter: RateLimiter;
  /** Recent jobs by purpose. */
  recent: Map<string, BoundedMap<string, JobRecord>>;
  cancelled: BoundedMap<string, number>;
  deleted: BoundedMap<string, true>;
  polls: BoundedMap<string, number>;
}

/** A job as it stands now. */
export interface JobView {
  id: string;
  record: JobRecord;
  plan: JobPlan;
  moment: JobMoment;
  ended: boolean;
  /** Why it failed; null unless it has. */
  failure: Provocation | null;
}

export function makeStandIn(world: SandboxWorld, provocations: readonly Provocation[]): StandIn {
  return {
    world,
    find: makeFinder(provocations),
    limiter: new RateLimiter(),
    recent: new Map(),
    cancelled: new BoundedMap(remembered),
    deleted: new BoundedMap(remembered),
    polls: new BoundedMap(remembered),
  };
}

/** A new job, remembered for the lists. */
export function makeJob(
  state: StandIn,
  kind: JobKind,
  input: Pick<JobRecord, "documentName" | "directives" | "note">,
): JobView {
  const record = { ...input, createdAt: state.world.clock.now(), seed: nextSeed() };
  const id = jobId(kind, record);
  const recent = state.recent.get(kind.purpose) ?? new BoundedMap<string, JobRecord>(listed);
  state.recent.set(kind.purpose, recent);
  recent.set(id, record);
  return viewJob(state, kind, id, record);
}

/** A job that exists; null for one that was deleted or has vanished, and for an id of elsewhere. */
export function findJob(state: StandIn, kind: JobKind, id: string): JobView | null {
  const record = state.recent.get(kind.purpose)?.get(id) ?? readJobId(kind, id);
  if (record === null || state.deleted.has(id)) return null;
  const view = viewJob(state, kind, id, record);
  const { vanishMs } = view.plan.directives;
  return vanishMs !== null && state.world.clock.now() - record.createdAt >= vanishMs ? null : view;
}

/** Recent jobs of a kind, newest first. */
export function recentJobs(state: StandIn, kind: JobKind): JobView[] {
  const ids = state.recent.get(kind.purpose)?.newestKeys() ?? [];
  return ids.flatMap((id) => findJob(state, kind, id) ?? []);
}

/** The status with which this poll of a job has to fail; null = it answers. */
export function failingPoll(state: StandIn, view: JobView): number | null {
  const status = view.plan.directives.pollStatus;
  const polls = state.polls.get(view.id) ?? 0;
  if (status === null || polls >= failingPolls) return null;
  state.polls.set(view.id, polls + 1);
  return status;
}

/** Everything a job's tokens ask for. */
export function tokensOf(record: JobRecord): string {
  return `${record.documentName} ${record.directives}`;
}

function viewJob(state: StandIn, kind: JobKind, id: string, record: JobRecord): JobView {
  const text = tokensOf(record);
  const ofJob = state
    .find(text)
    .filter(({ kind: what, endpoints }) => what === "job" && endpoints.includes(kind.create));
  const timeout = state.find("fail-timeout").find(({ kind: what }) => what === "job") ?? null;
  const plan = planJob({
    seed: record.seed,
    documentName: record.documentName,
    text,
    failure: ofJob[0] ?? null,
    timeoutFailure: timeout,
  });
  const moment = momentOf(plan, record.createdAt, state.world.clock.now(), state.cancelled.get(id) ?? null);
  return {
    id,
    record,
    plan,
    moment,
    ended: hasEnded(moment.phase),
    failure: moment.phase === "failed" ? plan.failure : null,
  };
}
