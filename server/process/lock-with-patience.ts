import { lockDataDir } from "#server/platform/data-dir.ts";
import { StartupError } from "#server/platform/index.ts";
import type { PidLock } from "#server/platform/pid-lock.ts";

/** Longest wait for a process that was just told to stop, and may still be draining on the folder, in milliseconds. */
const patienceMs = 4_000;

/** Takes the lock on a data folder. Throws a StartupError when another process goes on holding it. */
export async function lockWithPatience(dataDir: string): Promise<PidLock> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      return lockDataDir(dataDir);
    } catch (error) {
      const held = error instanceof StartupError && /already running/.test(error.message);
      if (!held || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
