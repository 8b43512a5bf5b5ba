import { BoundedMap } from "../jobs/bounded-map.ts";

/** So many requests in any window of that length. */
export interface RateLimit {
  requests: number;
  windowMs: number;
}

/** Counts requests per name in sliding windows. Names that were not heard of for long are forgotten. */
export class RateLimiter {
  readonly #seen = new BoundedMap<string, number[]>(10_000);

  /** Counts one request; false when it is one too many (it is not counted then). */
  take(name: string, limit: RateLimit, now: number): boolean {
    const recent = (this.#seen.get(name) ?? []).filter((time) => time > now - limit.windowMs);
    const allowed = recent.length < limit.requests;
    if (allowed) recent.push(now);
    this.#seen.set(name, recent);
    return allowed;
  }
}
