import { accessSync, chmodSync, constants, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type PidLock, takePidLock } from "./pid-lock.ts";
import { StartupError } from "./startup-error.ts";

/**
 * Makes the data folder (0700; 0711 for root, whose database runs as another user that must pass through it).
 * @throws StartupError when it cannot be made or written.
 */
export function prepareDataDir(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    if (!existsSync(path)) {
      mkdirSync(path, { recursive: true });
      chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * One data folder serves one Docket: takes `<dataDir>/docket.lock`, making the folder when it is missing. A lock left
 * by a killed Docket is taken over.
 * @throws StartupError naming the other process, or saying that the folder cannot be written.
 */
export function lockDataDir(dataDir: string): PidLock {
  const path = prepareDataDir(dataDir);
  const lock = takeLockFile(path, "docket.lock");
  if ("heldBy" in lock) {
    throw new StartupError(
      `Docket is already running on the data folder ${path} (process ${lock.heldBy}): stop it first, or set DOCKET_DATA_DIR to another folder.`,
    );
  }
  return lock;
}

function takeLockFile(path: string, name: string) {
  try {
    return takePidLock(join(path, name));
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): StartupError {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
  return new StartupError(
    `The data folder ${path} cannot be written (${code}): give Docket the right to write there, or set DOCKET_DATA_DIR to another folder.`,
  );
}
