import { BoundedMap } from "../jobs/bounded-map.ts";
import { RateLimiter } from "../limits/rate-limiter.ts";
import { makeFinder, type ProvocationFinder } from "../provoke/find-provocations.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { transportProvocations } from "../provoke/transport-provocations.ts";
import type { SandboxWorld } from "../world.ts";
import type { FileRecord } from "./file-record.ts";
import { jobFailures } from "./job-failures.ts";
import type { JobKind, JobRecord } from "./job-record.ts";
import { jobKinds } from "./job-record.ts";
import type { V1ParseRecord } from "./parse-v1/v1-parse-record.ts";
import { documentedProvocations } from "./provocations/documented-provocations.ts";
import { observedProvocations } from "./provocations/observed-provocations.ts";
import { statusProvocations } from "./provocations/status-provocations.ts";
import type { WebhookConfiguration } from "./webhooks.ts";

/** Everything this vendor can be asked for. */
export const llamaparseProvocations: readonly Provocation[] = [
  ...documentedProvocations,
  ...statusProvocations,
  ...observedProvocations,
  ...jobFailures,
  ...transportProvocations,
];

/** How many jobs of a kind, and how many files, the lists can show. */
const listed = 5000;
/** How many cancellations, deletions, poll counts and transaction ids are remembered. */
const remembered = 20_000;

/** What a job's id cannot say: held in memory, bounded, gone after a restart. */
export interface LlamaState {
  world: SandboxWorld;
  find: ProvocationFinder;
  limiter: RateLimiter;
  /** Recent jobs, for lists and for configurations too large for an id. */
  recent: Record<JobKind, BoundedMap<string, JobRecord>>;
  recentV1: BoundedMap<string, V1ParseRecord>;
  /** Names and tokens of v1 parse jobs, for which a UUID has no room. */
  v1Tokens: BoundedMap<string, string>;
  lastV1CreatedAt: number;
  recentFiles: BoundedMap<string, FileRecord>;
  /** Ids of recent extraction agents, for their list. */
  agents: BoundedMap<string, true>;
  /** When a job was cancelled; a cancelled job returns to its own future after a restart. */
  cancelled: BoundedMap<string, number>;
  deleted: BoundedMap<string, true>;
  /** Polls answered, for jobs whose first polls fail. */
  polls: BoundedMap<string, number>;
  /** `project kind transaction_id` → job id. */
  transactions: BoundedMap<string, string>;
  /** Webhooks of recent jobs, to tell them of a cancellation. */
  webhooksOf: BoundedMap<string, WebhookConfiguration[]>;
}

export function makeState(world: SandboxWorld): LlamaState {
  const recent = Object.fromEntries(jobKinds.map((kind) => [kind, new BoundedMap<string, JobRecord>(listed)]));
  return {
    world,
    find: makeFinder(llamaparseProvocations),
    limiter: new RateLimiter(),
    recent: recent as LlamaState["recent"],
    recentV1: new BoundedMap(listed),
    v1Tokens: new BoundedMap(listed),
    lastV1CreatedAt: 0,
    recentFiles: new BoundedMap(listed),
    agents: new BoundedMap(listed),
    cancelled: new BoundedMap(remembered),
    deleted: new BoundedMap(remembered),
    polls: new BoundedMap(remembered),
    transactions: new BoundedMap(remembered),
    webhooksOf: new BoundedMap(listed),
  };
}
