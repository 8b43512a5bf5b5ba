import type { RegionId } from "#lib/vocabulary.ts";
import type { LimitFact, OperationFact } from "#server/providers/index.ts";
import { AdaptiveLimit } from "./adaptive-limit.ts";
import { limitsFor } from "./limits-for.ts";

/** Calls that may wait for one key's limit, and for how long, in milliseconds. */
export interface PacingBounds {
  waiting: number;
  waitMs: number;
  /** Longest that calls are held back because of one 429, in milliseconds, whatever the vendor asks for. */
  longestPauseMs: number;
}

/** A call to pace. */
export interface Paced {
  keyId: string;
  region: RegionId;
  method: string;
  operation: OperationFact | null;
  facts: readonly LimitFact[];
}

interface Lane {
  limits: readonly AdaptiveLimit[];
  waiting: ((go: boolean) => void)[];
  timer: NodeJS.Timeout | null;
}

/**
 * Keeps calls within the vendors' limits, per provider key: what goes beyond them waits its turn for a moment, first come
 * first served, and is turned away where that would take too long.
 */
export class VendorLimits {
  readonly #bounds: PacingBounds;
  readonly #now: () => number;
  readonly #limits = new Map<string, AdaptiveLimit>();
  readonly #lanes = new Map<string, Lane>();
  /** The lane of each kind of call, found once; kinds are as many as keys and operations. */
  readonly #laneOfKind = new Map<string, Lane>();
  /** Instances of Docket that share the keys. */
  instances = 1;

  constructor(bounds: PacingBounds, now: () => number) {
    this.#bounds = bounds;
    this.#now = now;
  }

  /** Calls waiting now. */
  get waiting(): number {
    return this.#lanes.values().reduce((sum, lane) => sum + lane.waiting.length, 0);
  }

  /** Whether a limit in force counts the call. */
  isPaced(paced: Paced): boolean {
    return this.#laneOf(paced).limits.some((limit) => limit.isInForce);
  }

  /**
   * Counts a call in, at once or after a wait. Gives 0 when it may go, or the milliseconds after which its caller should
   * come again. `onWait` is handed what ends the waiting of a caller who went away.
   */
  enter(paced: Paced, onWait: (stepOut: () => void) => void): number | Promise<number> {
    const lane = this.#laneOf(paced);
    if (lane.limits.length === 0) return 0;
    const waitMs = lane.waiting.length > 0 ? 1 : this.#waitMs(lane);
    if (waitMs === 0) return this.#send(lane);
    if (this.#waitMs(lane) > this.#bounds.waitMs || lane.waiting.length >= this.#bounds.waiting)
      return Math.max(1, this.#waitMs(lane));
    return this.#wait(lane, onWait);
  }

  /** The vendor answered 429; which of several limits it meant is not told, and the narrowest is taken. */
  limited(paced: Paced, retryAfterMs: number | null): void {
    const { limits } = this.#laneOf(paced);
    const own = limits.filter((limit) => !limit.countsAll);
    for (const limit of own.length > 0 ? own : limits)
      limit.limited(this.#now(), retryAfterMs, this.#bounds.longestPauseMs);
  }

  /** Milliseconds until the window of the call's own limit has passed; null where no fact speaks of the call. */
  freeInMs(paced: Paced): number | null {
    const { limits } = this.#laneOf(paced);
    return limits.length === 0 ? null : Math.max(...limits.map((limit) => limit.freeInMs(this.#now())));
  }

  /** Lets nobody wait any longer. */
  close(): void {
    for (const lane of this.#lanes.values()) for (const settle of lane.waiting.splice(0)) settle(false);
  }

  #laneOf(paced: Paced): Lane {
    const kind = `${paced.keyId} ${paced.region} ${paced.method} ${paced.operation?.name ?? ""}`;
    const known = this.#laneOfKind.get(kind);
    if (known) return known;
    const lane = this.#findLane(paced);
    this.#laneOfKind.set(kind, lane);
    return lane;
  }

  /** Calls that count against the same limits share a lane. */
  #findLane({ keyId, region, method, operation, facts }: Paced): Lane {
    const applying = limitsFor(facts, region, method, operation);
    const id = `${keyId} ${applying.map((fact) => facts.indexOf(fact)).join()}`;
    const known = this.#lanes.get(id);
    if (known) return known;
    const limits = applying.map((fact) => this.#limitOf(`${keyId} ${facts.indexOf(fact)}`, fact));
    const lane: Lane = { limits, waiting: [], timer: null };
    this.#lanes.set(id, lane);
    return lane;
  }

  #limitOf(id: string, fact: LimitFact): AdaptiveLimit {
    const known = this.#limits.get(id);
    if (known) return known;
    const limit = new AdaptiveLimit(fact);
    this.#limits.set(id, limit);
    return limit;
  }

  #waitMs({ limits }: Lane): number {
    return Math.max(0, ...limits.map((limit) => limit.waitMs(this.#now(), this.instances)));
  }

  #send({ limits }: Lane): 0 {
    for (const limit of limits) limit.sent(this.#now());
    return 0;
  }

  #wait(lane: Lane, onWait: (stepOut: () => void) => void): Promise<number> {
    return new Promise((resolve) => {
      const settle = (go: boolean) => {
        clearTimeout(timer);
        const at = lane.waiting.indexOf(settle);
        if (at !== -1) lane.waiting.splice(at, 1);
        resolve(go ? this.#send(lane) : Math.max(1, this.#waitMs(lane)));
      };
      const timer = setTimeout(() => settle(false), this.#bounds.waitMs);
      lane.waiting.push(settle);
      onWait(() => settle(false));
      this.#watch(lane);
    });
  }

  /** Lets go who may go, and comes back when the next one may. */
  #watch(lane: Lane): void {
    if (lane.timer) return;
    const round = () => {
      lane.timer = null;
      while (lane.waiting.length > 0 && this.#waitMs(lane) === 0) lane.waiting.shift()?.(true);
      if (lane.waiting.length > 0) lane.timer = setTimeout(round, this.#waitMs(lane));
    };
    lane.timer = setTimeout(round, this.#waitMs(lane));
  }
}
