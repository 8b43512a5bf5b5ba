import { BoundedMap } from "../jobs/bounded-map.ts";
import { RateLimiter } from "../limits/rate-limiter.ts";
import { makeFinder, type ProvocationFinder } from "../provoke/find-provocations.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { transportProvocations } from "../provoke/transport-provocations.ts";
import type { SandboxWorld } from "../world.ts";
import type { FileRecord } from "./file-record.ts";
import { requestProvocations } from "./request-errors.ts";
import { runFailures } from "./run-failures.ts";
import type { RunKind } from "./run-kinds.ts";
import { runKinds } from "./run-kinds.ts";
import type { RunRecord } from "./run-record.ts";
import type { WebhookEndpoint } from "./webhook-endpoints.ts";

/** Everything this vendor can be asked for. */
export const extendProvocations: readonly Provocation[] = [
  ...requestProvocations,
  ...runFailures,
  ...transportProvocations,
];

/** How many runs of a kind, and how many files, the lists can show. */
const listed = 5000;
/** How many cancellations, deletions and poll counts are remembered. */
const remembered = 20_000;

/** What an id cannot say: held in memory, bounded, gone after a restart. */
export interface ExtendState {
  world: SandboxWorld;
  find: ProvocationFinder;
  limiter: RateLimiter;
  recent: Record<RunKind, BoundedMap<string, RunRecord>>;
  recentFiles: BoundedMap<string, FileRecord>;
  cancelled: BoundedMap<string, number>;
  deleted: BoundedMap<string, true>;
  polls: BoundedMap<string, number>;
  /** Webhook endpoints by id. */
  endpoints: BoundedMap<string, WebhookEndpoint>;
  /** Payloads that signed links lead to, by event. */
  payloads: BoundedMap<string, Record<string, unknown>>;
}

export function makeState(world: SandboxWorld): ExtendState {
  const recent = Object.fromEntries(runKinds.map((kind) => [kind, new BoundedMap<string, RunRecord>(listed)]));
  return {
    world,
    find: makeFinder(extendProvocations),
    limiter: new RateLimiter(),
    recent: recent as ExtendState["recent"],
    recentFiles: new BoundedMap(listed),
    cancelled: new BoundedMap(remembered),
    deleted: new BoundedMap(remembered),
    polls: new BoundedMap(remembered),
    endpoints: new BoundedMap(200),
    payloads: new BoundedMap(200),
  };
}
