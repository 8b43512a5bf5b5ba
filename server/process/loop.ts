import type { Context } from "#server/platform/index.ts";

/** A loop that is this much overdue is stale, in milliseconds. */
const loopStaleMs = 30_000;

/** Work that is done again and again until it is stopped. */
export interface Loop {
  readonly name: string;
  /** Whether its last good round is too long ago, or has not come yet. */
  isStale(now: Date): boolean;
  /** Resolves when its current round is done; there is no other. */
  stop(): Promise<void>;
}

/** How often a process says that it is alive, in milliseconds. */
export const beatEveryMs = 3_000;

/** Does a round every `everyMs`; one that fails is told once and tried again. */
export function loop(ctx: Context, name: string, everyMs: number, round: () => Promise<unknown>): Loop {
  let stopped = false;
  let lastGood: Date | null = null;
  let failing = false;
  let wake = () => {};
  const run = async () => {
    while (!stopped) {
      try {
        await round();
        lastGood = ctx.clock.now();
        if (failing) ctx.log.info({ loop: name }, "loop works again");
        failing = false;
      } catch (error) {
        if (!failing) ctx.log.error({ err: error, loop: name }, "loop failed; it goes on trying");
        failing = true;
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = run();
  return {
    name,
    isStale: (now: Date) => lastGood === null || now.getTime() - lastGood.getTime() > loopStaleMs + everyMs,
    stop: () => {
      stopped = true;
      wake();
      return running;
    },
  };
}
