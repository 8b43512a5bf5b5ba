import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { creditsSpent } from "#server/jobs/index.ts";
import type { Context } from "#server/platform/index.ts";
import { adapterOf, type OperationMatch } from "#server/providers/index.ts";
import type { Admission, Admitted } from "../admission.ts";
import type { CallerResponse } from "../caller.ts";
import type { GatewayLimits } from "../limits.ts";
import { Refusal } from "../refusal.ts";
import { type BreakerRow, removeOrphanedBreakers, writeBreakers } from "./breaker-store.ts";
import type { BreakerState } from "./circuit-breaker.ts";
import { ClientRates } from "./client-rates.ts";
import { type CallVerdict, evidenceOf, reasonOf } from "./evidence-of.ts";
import { liveGateways } from "./instances-store.ts";
import { PlaceBreakers } from "./place-breakers.ts";
import { type Leave, type TurnedAway, Turnstile } from "./turnstile.ts";
import { type Paced, VendorLimits } from "./vendor-limits.ts";

/** How often what other instances and the ledger know is read, in milliseconds. */
const refreshEveryMs = 5_000;
const dayMs = 24 * 3_600_000;
/** When a caller who found no place does well to come again, in milliseconds. */
const placeSoonMs = 1_000;

/** The caller went away while its call waited for its turn. */
export class CallerLeft extends Error {}

/** A call at the guards. */
export interface GuardedCall {
  admitted: Admitted;
  method: string;
  match: OperationMatch | null;
}

/** A call the guards let pass. */
export interface Pass {
  /** Hears how it ended; unheard, it has said nothing. */
  hear(verdict: CallVerdict): void;
  /** Milliseconds a caller does well to wait whom the vendor limited without a word; null where no fact tells. */
  unsaidRetryMs(): number | null;
  /** Gives its place back. */
  leave(): void;
}

/** What stands between admission and the vendor. */
export interface Guards {
  /** Whether a limit counts the call, a client's own or a vendor's: counting is exact only where all are counted. */
  isCounted(call: GuardedCall): boolean;
  /** Lets a call pass, at once or when its turn comes. Throws or rejects with a Refusal. `res` tells when its caller is gone. */
  enter(call: GuardedCall, res: CallerResponse): Pass | Promise<Pass>;
  /** What the gauges show. */
  state(): GuardState;
  /** Turns away who waits; nobody waits any more. */
  close(): void;
  /** Ends the reading and writes down that nothing is open. */
  stop(): Promise<void>;
}

/** A look at the guards. */
export interface GuardState {
  waitingForPlace: number;
  waitingForVendor: number;
  inFlight: { provider: ProviderId; region: RegionId; calls: number }[];
  openBreakers: (BreakerRow & { state: BreakerState })[];
}

/** Opens the guards and keeps them informed. */
export function openGuards(ctx: Context, admission: Pick<Admission, "creditLimited">, limits: GatewayLimits): Guards {
  const now = () => ctx.clock.now().getTime();
  const rates = new ClientRates(now);
  const turnstile = new Turnstile(limits.turnstile);
  const pacing = new VendorLimits(limits.pacing, now);
  let writing = Promise.resolve();
  const writeDown = () => {
    writing = writing.then(() => writeBreakers(ctx.db.sql, ctx.instanceId, breakers.open()).catch(warn));
  };
  const warn = (error: unknown) => ctx.log.warn({ err: error }, "the gateway's guards could not reach the database");
  const breakers = new PlaceBreakers(limits.breakAfter, now, () => {
    ctx.log.warn({ open: breakers.open() }, "a circuit breaker changed");
    writeDown();
  });
  const refresh = async () => {
    rates.instances = await liveGateways(ctx.db.sql, ctx.clock.now());
    pacing.instances = rates.instances;
    const today = new Date(Math.floor(now() / dayMs) * dayMs);
    const limited = admission.creditLimited();
    rates.spentToday(limited.length > 0 ? await creditsSpent(ctx.db.sql, limited, today) : new Map());
    await removeOrphanedBreakers(ctx.db.sql);
  };
  let refreshing = refresh().catch(warn);
  const timer = setInterval(() => {
    refreshing = refreshing.then(refresh).catch(warn);
  }, refreshEveryMs);
  timer.unref();

  return {
    isCounted(call) {
      const { requestsPerMinute, maxConcurrent } = call.admitted.client.limits;
      return requestsPerMinute !== null || maxConcurrent !== null || pacing.isPaced(pacedOf(call));
    },
    enter(call, res) {
      const { target, client, clientId } = call.admitted;
      rates.enter(client, mayCost(call));
      breakers.check(target);
      const clientMost = client.limits.maxConcurrent ?? limits.inFlightPerClient;
      const visitor = { clientId, clientMost, targetId: targetIdOf(target) };
      const inside = (leave: Leave | TurnedAway) => {
        if (leave === "left") throw new CallerLeft();
        if (typeof leave === "string") throw turnedAway(leave, client.clientName, clientMost);
        return pace(call, res, leave);
      };
      const entered = turnstile.enter(visitor, (stepOut) => res.once("close", stepOut));
      return entered instanceof Promise ? entered.then(inside) : inside(entered);
    },
    state: () => ({
      waitingForPlace: turnstile.waiting,
      waitingForVendor: pacing.waiting,
      inFlight: [...turnstile.insideByTarget()].map(([target, calls]) => ({ ...placeOf(target), calls })),
      openBreakers: breakers.open(),
    }),
    close() {
      turnstile.close();
      pacing.close();
    },
    async stop() {
      clearInterval(timer);
      await refreshing;
      await writing;
      await writeBreakers(ctx.db.sql, ctx.instanceId, []).catch(warn);
    },
  };

  /** The second gate: a call that is inside keeps its place while it waits for the vendor's limit, and gives it back if it is refused. */
  function pace(call: GuardedCall, res: CallerResponse, leave: Leave): Pass | Promise<Pass> {
    const paced = pacedOf(call);
    const go = (waitMs: number) => {
      if (res.closed) throw new CallerLeft();
      if (waitMs > 0) throw new Refusal("vendor_limit", vendorLimitText(call.admitted), waitMs);
      return passOf(call, paced, breakers.pass(call.admitted.target), leave);
    };
    const refused = (error: unknown): never => {
      leave();
      throw error;
    };
    try {
      const waiting = pacing.enter(paced, (stepOut) => res.once("close", stepOut));
      return waiting instanceof Promise ? waiting.then(go).catch(refused) : go(waiting);
    } catch (error) {
      return refused(error);
    }
  }

  function passOf({ admitted }: GuardedCall, paced: Paced, tried: boolean, leave: () => void): Pass {
    const { target } = admitted;
    const isSandbox = target.region === "sandbox";
    let heard = false;
    return {
      hear(verdict) {
        heard = true;
        if (verdict.family === "rate_limit") pacing.limited(paced, verdict.retryAfterMs);
        breakers.hear(target, evidenceOf(verdict, isSandbox), tried, reasonOf(verdict));
      },
      unsaidRetryMs() {
        const unsaid = adapterOf(target.provider).unsaidRetryWindow;
        return unsaid ? (pacing.freeInMs(paced) ?? unsaid.value) : null;
      },
      leave() {
        if (!heard && tried) breakers.hear(target, "nothing", tried, "");
        leave();
      },
    };
  }
}

/** Whether a call may create work that is paid for: anything but what is known to read, cancel or delete. */
function mayCost({ method, match }: GuardedCall): boolean {
  const kind = match?.operation.kind;
  if (kind === "create_job" || kind === "sync_job") return true;
  return match === null && method !== "GET" && method !== "HEAD" && method !== "DELETE";
}

/** A target's name at the turnstile, and the place in it. */
function targetIdOf({ provider, region, baseUrl }: Admitted["target"]): string {
  return `${provider} ${region} ${baseUrl}`;
}

function placeOf(targetId: string): { provider: ProviderId; region: RegionId } {
  const [provider, region] = targetId.split(" ");
  return { provider: provider as ProviderId, region: region as RegionId };
}

function pacedOf({ admitted: { target }, method, match }: GuardedCall): Paced {
  const facts = adapterOf(target.provider).limits;
  return { keyId: target.id, region: target.region, method, operation: match?.operation ?? null, facts };
}

function vendorLimitText({ target }: Admitted): string {
  return `${target.provider} takes no more of these calls from the key "${target.label}" just now.`;
}

function turnedAway(why: Exclude<TurnedAway, "left">, clientName: string, clientMost: number): Refusal {
  if (why === "closed") return new Refusal("draining", "This Docket is shutting down; try again in a moment.");
  if (why === "client_full") {
    const text = `The client "${clientName}" has ${clientMost} calls under way, as many as it may.`;
    return new Refusal("client_concurrency", text, placeSoonMs);
  }
  return new Refusal("target_busy", "Docket has as many calls under way to this address as it may.", placeSoonMs);
}
