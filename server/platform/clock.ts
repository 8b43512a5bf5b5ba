/** Time as the rest of the server sees it, so that tests can own it. */
export interface Clock {
  now(): Date;
  /** Milliseconds that only grow, to measure spans by; the machine's own where a clock brings none. */
  elapsedMs?(): number;
}

/** Kept from before the screens wrap `Date` in checks of their own: a call reads the clock many times. */
const MachineDate = Date;

export const systemClock: Clock = { now: () => new MachineDate() };

/** Milliseconds on the clock's stopwatch; only differences mean something. */
export function elapsedMs(clock: Clock): number {
  return clock.elapsedMs?.() ?? performance.now();
}
