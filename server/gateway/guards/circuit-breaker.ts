/** closed = calls pass; open = calls are refused; half_open = one call at a time tries whether it works again. */
export type BreakerState = "closed" | "open" | "half_open";

/** What one call says of the place it went to. `nothing` = it neither reached the vendor nor failed to. */
export type Evidence = "good" | "bad" | "nothing";

/** How long it stays open the first time, and at most, in milliseconds; each failed try doubles it. */
const shortestOpenMs = 5_000;
const longestOpenMs = 60_000;

/** Stops calls to a place where nothing works, and lets one through now and then to find out whether it does again. */
export class CircuitBreaker {
  readonly #breakAfter: number;
  #bad = 0;
  #openMs = shortestOpenMs;
  #openedAtMs: number | null = null;
  #retryAtMs = 0;
  #trying = false;

  /** `breakAfter` bad ends in a row, with nothing good between them, open it. */
  constructor(breakAfter: number) {
    this.#breakAfter = breakAfter;
  }

  /** The state at `nowMs`. */
  state(nowMs: number): BreakerState {
    if (this.#openedAtMs === null) return "closed";
    return nowMs < this.#retryAtMs ? "open" : "half_open";
  }

  /** Since when it is not closed, in the clock's milliseconds; null when it is. */
  get openedAtMs(): number | null {
    return this.#openedAtMs;
  }

  /** When the next call may try, in the clock's milliseconds. */
  get retryAtMs(): number {
    return this.#retryAtMs;
  }

  /** Lets a call pass (0), or says how many milliseconds it should wait before it asks again. */
  ask(nowMs: number): number {
    const state = this.state(nowMs);
    if (state === "closed") return 0;
    if (state === "open") return Math.max(1, this.#retryAtMs - nowMs);
    if (this.#trying) return 1_000;
    this.#trying = true;
    return 0;
  }

  /** Hears how a call ended that was let pass; `tried` = it was let pass while the breaker was half open. */
  hear(evidence: Evidence, tried: boolean, nowMs: number): void {
    if (tried) this.#trying = false;
    if (evidence === "nothing") return;
    if (evidence === "good") {
      this.#close();
      return;
    }
    this.#bad += 1;
    // Stragglers from before it opened say nothing new.
    if (this.#openedAtMs !== null && !tried) return;
    if (tried) this.#openMs = Math.min(longestOpenMs, this.#openMs * 2);
    if (tried || this.#bad >= this.#breakAfter) {
      this.#openedAtMs ??= nowMs;
      this.#retryAtMs = nowMs + this.#openMs;
    }
  }

  #close(): void {
    this.#bad = 0;
    this.#openMs = shortestOpenMs;
    this.#openedAtMs = null;
  }
}
