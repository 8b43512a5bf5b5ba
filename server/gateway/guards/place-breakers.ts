import type { OpenedKey } from "#server/vault/index.ts";
import { Refusal } from "../refusal.ts";
import type { BreakerRow } from "./breaker-store.ts";
import { type BreakerState, CircuitBreaker, type Evidence } from "./circuit-breaker.ts";

/** Where a call goes: breakers stand before a provider × region, and in it before each address keys lead to. */
export type Place = Pick<OpenedKey, "provider" | "region" | "baseUrl">;

interface Watched {
  place: Place;
  breaker: CircuitBreaker;
  /** The last bad end, in words for an operator. */
  reason: string;
}

/** The breakers of every place that was called. */
export class PlaceBreakers {
  readonly #breakAfter: number;
  readonly #now: () => number;
  readonly #onChange: () => void;
  readonly #watched = new Map<string, Watched>();

  constructor(breakAfter: number, now: () => number, onChange: () => void) {
    this.#breakAfter = breakAfter;
    this.#now = now;
    this.#onChange = onChange;
  }

  /** Throws Refusal `circuit_open` while the place's breaker is open; takes no try. */
  check(place: Place): void {
    const watched = this.#watchedAt(place);
    const nowMs = this.#now();
    if (watched?.breaker.state(nowMs) === "open") throw refusal(watched, watched.breaker.retryAtMs - nowMs);
  }

  /** Lets a call pass; says whether it is a try. Its end must be heard. Throws Refusal `circuit_open`. */
  pass(place: Place): boolean {
    const watched = this.#watchedAt(place);
    if (!watched) return false;
    const nowMs = this.#now();
    const tried = watched.breaker.state(nowMs) !== "closed";
    const waitMs = watched.breaker.ask(nowMs);
    if (waitMs > 0) throw refusal(watched, waitMs);
    return tried;
  }

  /** Hears how a call ended that passed. */
  hear(place: Place, evidence: Evidence, tried: boolean, reason: string): void {
    const known = this.#watchedAt(place);
    if (!known && evidence !== "bad") return;
    const watched = known ?? { place, breaker: new CircuitBreaker(this.#breakAfter), reason };
    if (!known) this.#watched.set(keyOf(place), watched);
    const before = watched.breaker.retryAtMs;
    const wasOpen = watched.breaker.openedAtMs !== null;
    watched.breaker.hear(evidence, tried, this.#now());
    if (evidence === "bad") watched.reason = reason;
    const isOpen = watched.breaker.openedAtMs !== null;
    if (isOpen !== wasOpen || (isOpen && watched.breaker.retryAtMs !== before)) this.#onChange();
    // A place that works needs no memory.
    if (evidence === "good") this.#watched.delete(keyOf(place));
  }

  /** Mostly everything works, and nothing is watched: then no name is made to look it up. */
  #watchedAt(place: Place): Watched | undefined {
    return this.#watched.size === 0 ? undefined : this.#watched.get(keyOf(place));
  }

  /** The breakers that are not closed. */
  open(): (BreakerRow & { state: BreakerState })[] {
    return [...this.#watched.values()].flatMap(({ place, breaker, reason }) =>
      breaker.openedAtMs === null
        ? []
        : {
            state: breaker.state(this.#now()),
            provider: place.provider,
            region: place.region,
            address: place.baseUrl,
            openedAt: new Date(breaker.openedAtMs),
            retryAt: new Date(breaker.retryAtMs),
            reason,
          },
    );
  }
}

function keyOf({ provider, region, baseUrl }: Place): string {
  return `${provider} ${region} ${baseUrl}`;
}

function refusal({ place, reason }: Watched, waitMs: number): Refusal {
  const text = `${place.provider} in ${place.region} does not work just now (${reason}): Docket waits before it asks again.`;
  return new Refusal("circuit_open", text, waitMs);
}
