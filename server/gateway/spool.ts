import { closeSync, ftruncateSync, mkdirSync, readdirSync, readFileSync, statSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import type { SpoolHealth } from "#lib/contracts/spool.ts";
import type { Log } from "#server/platform/index.ts";
import { afterAnswers } from "./end-of-turn.ts";
import { LineBuffer } from "./spool-lines.ts";
import { realDisk, type SpoolDisk, type SpoolLimits, type SpoolPlace, usualSpoolLimits } from "./spool-place.ts";

export type SpoolState = SpoolHealth["state"];

/** From which share of the bound on the spool counts as filling. */
const fillingFrom = 0.8;

/** A file of the spool. It is removed once nothing in it waits any more and it takes no new entries. */
export interface SpoolFile {
  readonly path: string;
  bytes: number;
  /** Entries that are not safe in the database yet. */
  waiting: number;
}

/** Who wrote a file and when it came in turn: `<number>-<instance id>.spool`. */
const fileName = /^(\d{10})-([0-9a-f-]{36})\.spool$/;

/** Between two tries of a disk that refuses, in milliseconds. */
const retryAfterMs = 200;

/** What may wait in memory for a disk that refuses, in bytes; beyond it entries go unspooled. */
const maxPendingBytes = 16 * 1024 ** 2;

interface OpenFile extends SpoolFile {
  fd: number | null;
}

/**
 * An append-only journal on disk of what must not be lost. Entries gather for one turn of the event loop and are handed to
 * the operating system in one write, which outlives this process; `synced` waits until they outlive the machine.
 */
export class Spool {
  readonly #dir: string;
  readonly #owner: string;
  readonly #log: Log;
  readonly #limits: SpoolLimits;
  readonly #disk: SpoolDisk;
  #next: number;
  #active: OpenFile | null = null;
  readonly #pending = new LineBuffer();
  #noted = 0;
  #flushed = 0;
  #flushSoon = false;
  #failing = false;
  #retryAt = 0;
  #alarmed = false;
  #bytes = 0;
  /** Files that take no more entries and are closed once they are synced. */
  #retired: number[] = [];
  #syncing: Promise<boolean> | null = null;
  #nextSync: Promise<boolean> | null = null;
  /** Files that earlier processes left behind, oldest first. */
  readonly leftovers: readonly (SpoolFile & { owner: string })[];

  /** Opens the folder, making it if need be. Throws when it cannot be read or made. */
  constructor({ dir, limits = usualSpoolLimits, disk = realDisk }: SpoolPlace, owner: string, log: Log) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.#dir = dir;
    this.#owner = owner;
    this.#log = log;
    this.#limits = limits;
    this.#disk = disk;
    const names = readdirSync(dir)
      .filter((name) => fileName.test(name))
      .sort();
    this.leftovers = names.map((name) => {
      const path = join(dir, name);
      return { path, owner: fileName.exec(name)?.[2] ?? "", bytes: statSync(path).size, waiting: 1 };
    });
    this.#next = Number(fileName.exec(names.at(-1) ?? "")?.[1] ?? 0) + 1;
    this.#bytes = this.leftovers.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Bytes on disk or on their way there. */
  get bytes(): number {
    return this.#bytes + this.#pending.length;
  }

  /** How much of the bound is used, from 0 to 1. */
  get share(): number {
    return this.bytes / this.#limits.maxBytes;
  }

  get state(): SpoolState {
    if (this.#failing) return "refused";
    if (this.share >= 1) return "full";
    return this.share >= fillingFrom ? "filling" : "ok";
  }

  /** How many entries were noted so far: the number of the last one. */
  get noted(): number {
    return this.#noted;
  }

  /** Notes an entry, a text without a line feed, and says in which file it lies. */
  append(text: string): SpoolFile {
    const file = this.#file();
    file.waiting += 1;
    this.#noted += 1;
    if (this.#pending.length > maxPendingBytes) return file;
    this.#pending.add(text);
    if (!this.#flushSoon) {
      this.#flushSoon = true;
      afterAnswers(() => this.flush(false));
    }
    return file;
  }

  /** Makes sure that entry number `noted` outlives this process. */
  ensure(noted: number): void {
    if (this.#flushed < noted) this.flush(false);
  }

  /** Hands what gathered to the operating system. Where the disk refuses, it is kept and tried again later, or when `forced`. */
  flush(forced = true): void {
    this.#flushSoon = false;
    if (this.#pending.length === 0) return;
    if (this.#failing && !forced && performance.now() < this.#retryAt) return;
    const file = this.#file();
    const { bytes } = this.#pending;
    try {
      file.fd ??= this.#disk.open(file.path);
      // What a refused write left of its lines would spoil the next one.
      if (this.#failing) ftruncateSync(file.fd, file.bytes);
      for (let written = 0; written < bytes.length; ) {
        written += this.#disk.write(file.fd, bytes.subarray(written));
      }
    } catch (error) {
      if (!this.#failing) this.#log.error({ err: error, file: file.path }, "the spool on disk cannot be written");
      this.#failing = true;
      this.#retryAt = performance.now() + retryAfterMs;
      return;
    }
    if (this.#failing) this.#log.warn({ file: file.path }, "the spool on disk can be written again");
    this.#failing = false;
    file.bytes += bytes.length;
    this.#bytes += bytes.length;
    this.#forget();
    this.#alarm();
    if (file.bytes >= this.#limits.maxFileBytes) this.rotate();
  }

  /** Says once that the bound nears, and once that it is far again. */
  #alarm(): void {
    if (!this.#alarmed && this.share >= fillingFrom) {
      this.#alarmed = true;
      const { bytes } = this;
      this.#log.error(
        { bytes, maxBytes: this.#limits.maxBytes },
        "the spool on disk is filling: calls will be refused",
      );
    }
    if (this.share < fillingFrom / 2) this.#alarmed = false;
  }

  #forget(): void {
    this.#pending.clear();
    this.#flushed = this.#noted;
  }

  /** Resolves with true once everything noted so far would survive the end of the machine, with false where the disk refuses. */
  synced(): Promise<boolean> {
    if (!this.#syncing) {
      this.#syncing = Promise.resolve()
        .then(() => this.#sync())
        .finally(() => {
          this.#syncing = null;
        });
      return this.#syncing;
    }
    // A round under way may have begun too early for us: the next one serves all who come until then.
    this.#nextSync ??= this.#syncing.then(() => {
      this.#nextSync = null;
      return this.synced();
    });
    return this.#nextSync;
  }

  async #sync(): Promise<boolean> {
    this.flush();
    if (this.#failing) return false;
    const retired = this.#retired.splice(0);
    const all = [...retired, ...(this.#active?.fd != null ? [this.#active.fd] : [])];
    const errors = await Promise.all(
      all.map((fd) => new Promise<Error | null>((resolve) => this.#disk.sync(fd, resolve))),
    );
    for (const fd of retired) closeSync(fd);
    return errors.every((error) => !error);
  }

  /** Says that `count` entries of a file are safe elsewhere. */
  release(file: SpoolFile, count = 1): void {
    file.waiting -= count;
    if (file.waiting <= 0) this.#dropIfDone(file);
  }

  /** Begins another file with the next entry; what the old one holds stays until it is released. */
  rotate(): void {
    this.flush();
    const old = this.#active;
    if (!old || this.#pending.length > 0) return;
    this.#active = null;
    if (old.fd !== null) {
      this.#retired.push(old.fd);
      void this.synced();
    }
    this.#dropIfDone(old);
  }

  /** Ends it. What waits stays on disk for the next process. */
  async close(): Promise<void> {
    this.rotate();
    await this.synced();
  }

  /** What a file holds; one in use is closed first. Where the disk cannot read it, it stays there and the log says so. */
  read(file: SpoolFile): Buffer | null {
    if (this.#active === file) this.rotate();
    try {
      return readFileSync(file.path);
    } catch (error) {
      this.#log.error({ err: error, file: file.path }, "a file of the spool cannot be read");
      return null;
    }
  }

  #dropIfDone(file: SpoolFile): void {
    if (file.waiting > 0) return;
    if (file === this.#active) {
      // Everything in it is safe elsewhere: what was not written yet need not be, and a file that grew is given up.
      this.#forget();
      if (file.bytes > this.#limits.maxFileBytes / 8) this.rotate();
      return;
    }
    this.#bytes -= file.bytes;
    try {
      unlinkSync(file.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      this.#log.error({ err: error, file: file.path }, "a file of the spool cannot be removed");
    }
  }

  #file(): OpenFile {
    if (this.#active) return this.#active;
    const path = join(this.#dir, `${String(this.#next).padStart(10, "0")}-${this.#owner}.spool`);
    this.#next += 1;
    this.#active = { path, bytes: 0, waiting: 0, fd: null };
    return this.#active;
  }
}
