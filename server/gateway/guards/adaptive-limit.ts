import type { LimitFact } from "#server/providers/index.ts";
import { SlidingCount } from "./sliding-count.ts";

/** What is left of the rate that met a 429. */
const keptShare = 0.75;
/** The least that is left, and what each quiet window adds, as shares of the fact's figure: others may use the key too. */
const leastShare = 0.25;
const regainedShare = 0.1;

/**
 * One vendor limit of one provider key. A limit that holds for every plan paces calls from the first one. One that only
 * the smallest plan has, or that is an assumption, paces nobody until the vendor itself answers 429: then calls keep
 * below the rate that met it, and the rate grows again while the vendor is content.
 */
export class AdaptiveLimit {
  readonly windowMs: number;
  readonly #fact: LimitFact;
  readonly #sent: SlidingCount;
  #allowed: number | null;
  #pausedUntilMs = 0;
  #changedAtMs = 0;

  constructor(fact: LimitFact) {
    this.windowMs = fact.windowMs;
    this.#fact = fact;
    this.#sent = new SlidingCount(fact.windowMs, 20);
    this.#allowed = isKnown(fact) ? fact.requests : null;
  }

  /** Whether it counts every request, not only some operations. */
  get countsAll(): boolean {
    return this.#fact.operation === "any";
  }

  /** Whether it holds calls to a rate: from the first one, or since the vendor answered 429. */
  get isInForce(): boolean {
    return this.#allowed !== null;
  }

  /** Milliseconds until one more may go; 0 = now. `instances` is how many of us share the limit. */
  waitMs(nowMs: number, instances: number): number {
    const pauseMs = Math.max(0, this.#pausedUntilMs - nowMs);
    const allowed = this.#allowedAt(nowMs);
    if (allowed === null) return pauseMs;
    return Math.max(pauseMs, this.#sent.untilBelow(nowMs, Math.max(1, Math.floor(allowed / instances))));
  }

  /** One was sent. */
  sent(nowMs: number): void {
    this.#sent.add(nowMs);
  }

  /** The vendor answered 429 and said when to come again, or did not (null). */
  limited(nowMs: number, retryAfterMs: number | null, longestPauseMs: number): void {
    const met = Math.min(this.#sent.count(nowMs), this.#allowed ?? Number.POSITIVE_INFINITY);
    const least = Math.ceil(this.#fact.requests * leastShare);
    this.#allowed = Math.max(least, Math.floor(met * keptShare));
    this.#changedAtMs = nowMs;
    const pauseMs = Math.min(longestPauseMs, retryAfterMs ?? this.freeInMs(nowMs));
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, nowMs + pauseMs);
  }

  /** Milliseconds until the requests of the running window are forgotten: when a limited caller does well to return. */
  freeInMs(nowMs: number): number {
    return this.#sent.untilBelow(nowMs, 1) || this.windowMs;
  }

  /** The rate in force, grown by what passed since the last 429. */
  #allowedAt(nowMs: number): number | null {
    const windows = Math.floor((nowMs - this.#changedAtMs) / this.windowMs);
    if (this.#allowed === null || windows <= 0) return this.#allowed;
    this.#changedAtMs += windows * this.windowMs;
    const most = isKnown(this.#fact) ? this.#fact.requests : Number.MAX_SAFE_INTEGER;
    const step = Math.max(1, Math.ceil(this.#fact.requests * regainedShare));
    this.#allowed = Math.min(most, this.#allowed + windows * step);
    return this.#allowed;
  }
}

/** Whether the limit is the vendor's word and the same on every plan. */
function isKnown({ certainty, plan }: LimitFact): boolean {
  return certainty === "documented" && plan === undefined;
}
