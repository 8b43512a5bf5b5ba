import { fsync, openSync, writeSync } from "node:fs";

/** How the spool is bounded, in bytes. */
export interface SpoolLimits {
  /** Of all files together; beyond it nothing more may be noted. */
  maxBytes: number;
  /** Of one file; then the next is begun. */
  maxFileBytes: number;
}

export const usualSpoolLimits: SpoolLimits = { maxBytes: 1024 ** 3, maxFileBytes: 8 * 1024 ** 2 };

/** The disk, as far as the spool writes to it; tests bring one that is full. */
export interface SpoolDisk {
  open(path: string): number;
  write(fd: number, bytes: Buffer): number;
  sync(fd: number, done: (error: Error | null) => void): void;
}

/** The disk of this machine. */
export const realDisk: SpoolDisk = {
  open: (path) => openSync(path, "a", 0o600),
  write: (fd, bytes) => writeSync(fd, bytes),
  sync: fsync,
};

/** Where a spool lies, and how it is bounded. */
export interface SpoolPlace {
  dir: string;
  limits?: SpoolLimits;
  disk?: SpoolDisk;
}
