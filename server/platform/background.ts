import type { Log } from "./log.ts";

/** Work that is done after somebody was answered: bounded, in memory, and lost without harm when the process is killed. */
export interface Background {
  /** Begins a task, or lets it wait; false when too many wait already. The signal says that the process ends. */
  take(task: (signal: AbortSignal) => Promise<void>): boolean;
  /** Resolves once nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Takes nothing more, tells what runs and waits to end, and waits for it. */
  stop(): Promise<void>;
}

const mostRunning = 4;
const mostWaiting = 100;

/** Background work of one process. */
export function makeBackground(log: Log): Background {
  const waiting: ((signal: AbortSignal) => Promise<void>)[] = [];
  const ending = new AbortController();
  let running = 0;
  let idlers: (() => void)[] = [];

  const next = (): void => {
    const task = running < mostRunning ? waiting.shift() : undefined;
    if (task) {
      running += 1;
      void task(ending.signal)
        .catch((error) => log.error({ err: error }, "a task in the background failed"))
        .finally(() => {
          running -= 1;
          next();
        });
    } else if (running === 0) {
      for (const wake of idlers.splice(0)) wake();
    }
  };
  const idle = () =>
    new Promise<void>((resolve) => {
      if (running === 0 && waiting.length === 0) resolve();
      else idlers = [...idlers, resolve];
    });
  return {
    take(task) {
      if (ending.signal.aborted || waiting.length >= mostWaiting) return false;
      waiting.push(task);
      next();
      return true;
    },
    idle,
    stop() {
      ending.abort();
      return idle();
    },
  };
}
