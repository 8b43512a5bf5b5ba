import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { StartupError } from "#server/platform/index.ts";

/** The generated master key's place in the data folder. */
export function masterKeyPath(dataDir: string): string {
  return join(dataDir, "master-key");
}

/**
 * The text of the master key file, made (0600) when it is missing.
 *
 * A file that others may read is refused rather than quietly narrowed: whoever could read it may hold the key, and
 * only the person at the terminal can tell whether that matters.
 * @throws StartupError when the file cannot be made or read, or others may read it.
 */
export function readMasterKeyFile(dataDir: string): string {
  const path = masterKeyPath(dataDir);
  try {
    return readPrivate(path) ?? createMasterKey(path);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new StartupError(
      `The master key file ${path} cannot be read or made (${code}): give Docket the right to it, or set DOCKET_MASTER_KEY.`,
    );
  }
}

function readPrivate(path: string): string | null {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return null;
  // Windows reports no meaningful permission bits.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new StartupError(
      `The master key file ${path} is open to other users (mode ${(mode & 0o777).toString(8)}): run "chmod 600 ${path}" if nobody else can have read it, or set DOCKET_MASTER_KEY instead.`,
    );
  }
  return readFileSync(path, "utf8");
}

/** Reading back what was made also finds a file system that cannot keep the file private, before anything is sealed. */
function createMasterKey(path: string): string {
  const draft = `${path}.${process.pid}.new`;
  rmSync(draft, { force: true });
  try {
    writeDurably(draft, `${randomBytes(32).toString("base64")}\n`);
    publish(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  const text = readPrivate(path);
  if (text === null) throw new StartupError(`The master key file ${path} disappeared while it was being made.`);
  return text;
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A hard link appears whole and never replaces a key that another process made meanwhile. */
function publish(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    // No hard links here; the data folder's lock already keeps a second Docket away.
    if (["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"].includes(code)) renameSync(draft, path);
    else throw error;
  }
}
