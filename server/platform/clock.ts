/** Time as the rest of the server sees it, so that tests can own it. */
export interface Clock {
  now(): Date;
  /** Milliseconds that only grow, to measure spans by; the machine's own where a clock brings none. */
  elapsedMs?(): number;
}

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds on the clock's stopwatch; only differences mean something. */
export function elapsedMs(clock: Clock): number {
  return clock.elapsedMs?.() ?? performance.now();
}
