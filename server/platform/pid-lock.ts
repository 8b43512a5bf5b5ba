import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { processIdentity } from "./process-identity.ts";

/** A lock file held by this process. */
export interface PidLock {
  /** Gives the lock up; harmless when it is already gone or taken over. */
  release(): void;
}

/** Someone else is alive and holds the lock. */
export interface PidLockHeld {
  heldBy: number;
}

/**
 * Takes the lock file `path`, or says which live process holds it. A lock left behind by a killed process is taken
 * over, even when its pid belongs to another program by now. File system errors are thrown as they are.
 */
export function takePidLock(path: string): PidLock | PidLockHeld {
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      if (tryLink(draft, path)) return { release: () => releaseIf(path, mine) };
      const found = readText(path);
      const holder = found === null ? null : liveHolder(found);
      if (holder !== null) return { heldBy: holder };
      if (found !== null) removeStale(path, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A hard link appears whole or not at all, so nobody ever reads a half-written lock; some file systems have none. */
function tryLink(draft: string, path: string): boolean {
  return tryCreate(() => linkSync(draft, path)) ?? tryCreate(() => copyExclusive(draft, path)) ?? false;
}

/** @returns false when the file is there already, null when the file system does not know the operation. */
function tryCreate(create: () => void): boolean | null {
  try {
    create();
    return true;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"].includes(code)) return null;
    throw error;
  }
}

function copyExclusive(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL);
}

function liveHolder(text: string): number | null {
  try {
    const { pid, identity } = JSON.parse(text) as { pid: number; identity: string | null };
    const now = processIdentity(pid);
    return now !== null && now === identity ? pid : null;
  } catch {
    return null;
  }
}

/** Moves the stale lock away first: if another starter was quicker, what we moved is its fresh lock and goes back. */
function removeStale(path: string, expected: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (readText(aside) !== expected) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function releaseIf(path: string, mine: string): void {
  if (readText(path) === mine) rmSync(path, { force: true });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
