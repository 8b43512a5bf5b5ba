import type { Clock as SandboxClock } from "#sandbox/time/clock.ts";
import type { Clock } from "#server/platform/index.ts";

/** Sooner than this is about connections, not about jobs, in milliseconds. */
const connectionMs = 1_000;

/** A clock that stands in the past and moves only when told to; waiting on it takes no time. */
export interface PastClock {
  /** The same clock as Docket reads it. Its stopwatch runs with the machine and leaps with the clock. */
  docket: Clock;
  /** The same clock as the sandbox reads it. */
  sandbox: SandboxClock;
  /** Moves to an instant, in milliseconds since 1970; also back. */
  set(ms: number): void;
  pass(ms: number): void;
}

/**
 * What the sandbox plans for the next second (cutting a connection) happens by the machine's clock; what it plans for
 * later (webhooks) never comes.
 */
export function pastClock(): PastClock {
  let nowMs = 0;
  let leaptMs = 0;
  const pass = (ms: number) => {
    nowMs += ms;
    leaptMs += ms;
  };
  return {
    docket: { now: () => new Date(nowMs), elapsedMs: () => performance.now() + leaptMs },
    sandbox: {
      now: () => nowMs,
      after(delayMs, task) {
        if (delayMs > connectionMs) return () => {};
        const timer = setTimeout(task, delayMs);
        return () => clearTimeout(timer);
      },
      sleep: async (ms) => pass(ms),
    },
    set: (ms) => {
      nowMs = ms;
    },
    pass,
  };
}
