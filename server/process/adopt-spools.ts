import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { lockDataDir } from "#server/platform/data-dir.ts";
import { StartupError } from "#server/platform/index.ts";

/**
 * Takes over what gateway processes left in their spools that are not started any more, because there are to be fewer
 * now: the main process writes it. A folder that is still in use stays as it is. Returns how many files were taken over.
 */
export function adoptSpools(dataDir: string, processes: number): number {
  let taken = 0;
  for (const name of readdirSync(dataDir)) {
    const number = Number(/^gateway-(\d+)$/.exec(name)?.[1] ?? 0);
    if (number <= processes || !existsSync(join(dataDir, name, "spool"))) continue;
    taken += adopt(join(dataDir, name), join(dataDir, "spool"));
  }
  return taken;
}

function adopt(folder: string, spoolDir: string): number {
  try {
    const lock = lockDataDir(folder);
    const names = readdirSync(join(folder, "spool"));
    mkdirSync(spoolDir, { recursive: true, mode: 0o700 });
    for (const name of names) renameSync(join(folder, "spool", name), join(spoolDir, name));
    lock.release();
    return names.length;
  } catch (error) {
    if (error instanceof StartupError && /already running/.test(error.message)) return 0;
    throw error;
  }
}
