import type { Clock } from "../time/clock.ts";

/** A clock that only moves when told to. */
export interface ManualClock extends Clock {
  /** Moves on, and runs the tasks that fall due on the way, in their order. */
  advance(ms: number): void;
}

export function manualClock(startMs = Date.UTC(2026, 10, 20, 12)): ManualClock {
  let now = startMs;
  let tasks: { at: number; run: () => void }[] = [];
  const clock: ManualClock = {
    now: () => now,
    after(delayMs, run) {
      const task = { at: now + delayMs, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    sleep: () => Promise.resolve(),
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = tasks.filter((task) => task.at <= end).sort((left, right) => left.at - right.at)[0];
        if (due === undefined) break;
        now = Math.max(now, due.at);
        tasks = tasks.filter((task) => task !== due);
        due.run();
      }
      now = end;
    },
  };
  return clock;
}
