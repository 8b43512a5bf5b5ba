import type { FailureRow } from "#server/jobs/index.ts";
import type { Context } from "#server/platform/index.ts";
import { BatchWriter } from "./batch-writer.ts";
import { endLine, intentLine, intentOfLine } from "./call-line.ts";
import type { JobNews } from "./observe-answer.ts";
import { replaySpool } from "./replay-spool.ts";
import { SpilledFiles } from "./spilled-files.ts";
import type { Spool, SpoolFile } from "./spool.ts";
import { intentText, isCallOnly, newsText, recordText } from "./spool-entries.ts";
import type { BodyRow, CallRow, IntentRow } from "./store.ts";

/** Everything an ended call leaves behind. */
export interface CallRecord {
  call: CallRow;
  bodies: BodyRow[];
  failure: FailureRow | null;
  /** What its answer said of jobs and is still to be told; the call's job and failure follow from it. */
  news: JobNews | null;
}

/** What may wait in memory; what comes beyond it waits on disk only, and where the disk refuses, calls are refused. */
const maxHeldRows = 5_000;
const maxHeldChars = 16 * 1024 * 1024;
const maxRowsWithoutDisk = 20_000;
const maxCharsWithoutDisk = 64 * 1024 * 1024;
/** What goes into one group commit. */
const maxBatchRows = 1_000;
const maxBatchChars = 4 * 1024 * 1024;
/** How long records gather for one commit while nobody waits for them: the spool holds them meanwhile; in milliseconds. */
const gatherMs = 100;
/** A call that ends sooner leaves no intent in the database, only in the spool; in milliseconds. */
const usualIntentAfterMs = 250;

interface Held {
  /** What it left behind; of a call that left nothing else only its line, for many are held at a time. */
  left: CallRecord | string;
  /** Its id, where the database holds its intent. */
  knownId: string | null;
  file: SpoolFile;
  chars: number;
}

/** A call on its way. */
interface OnItsWay {
  /** The line of its intent, and where that lies. */
  line: string;
  file: SpoolFile;
  atMs: number;
  /** Whether the database was given its intent. */
  isKnown: boolean;
}

/**
 * Writes calls down: first into the spool, which outlives this process, then into the database in group commits, where
 * whatever gathered while the last commit was under way goes into the next one. Nothing is dropped: while the database is
 * away the spool grows to its bound, and then calls are refused.
 */
export class CallRecorder {
  readonly #ctx: Context;
  readonly #spool: Spool;
  readonly #writer: BatchWriter;
  readonly #intentAfterMs: number;
  /** Calls on their way, by id, oldest first. */
  readonly #onTheirWay = new Map<string, OnItsWay>();
  /** How many of them the database does not know yet. */
  #young = 0;
  readonly #news = new Map<string, SpoolFile>();
  #held: Held[] = [];
  #heldChars = 0;
  readonly #spilled: SpilledFiles;
  #beingWritten = 0;
  #leftovers = 0;
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #draining = false;
  /** Ends the gathering. */
  #hurry = () => {};
  #idle: (() => void)[] = [];

  constructor(ctx: Context, spool: Spool, { intentAfterMs = usualIntentAfterMs } = {}) {
    this.#ctx = ctx;
    this.#spool = spool;
    this.#writer = new BatchWriter(ctx);
    this.#spilled = new SpilledFiles(spool, this.#writer, maxBatchRows);
    this.#intentAfterMs = intentAfterMs;
  }

  /** Whether the bound is reached: new calls are refused, and their refusals are not written down. */
  get full(): boolean {
    if (this.#spool.state === "full") return true;
    if (this.#spool.state !== "refused") return false;
    return this.#held.length + this.#young >= maxRowsWithoutDisk || this.#heldChars >= maxCharsWithoutDisk;
  }

  /** Rows not yet in the database, in memory or on disk. */
  get waiting(): number {
    return this.#young + this.#held.length + this.#beingWritten + this.#spilled.rows + this.#leftovers;
  }

  /** Takes up what earlier processes left in the spool. Resolves when all of it is in the database. */
  async replay(): Promise<void> {
    this.#leftovers = this.#spool.leftovers.length;
    await replaySpool(this.#ctx, this.#spool, this.#writer);
    this.#leftovers = 0;
    this.#tellIdle();
  }

  /** Notes a call on its way out and returns the number of its note. */
  intend(row: IntentRow): number {
    const line = intentLine(row);
    const file = this.#spool.append(intentText(line));
    this.#onTheirWay.set(row.id, { line, file, atMs: performance.now(), isKnown: false });
    this.#young += 1;
    this.#timer ??= this.#kickLater();
    return this.#spool.noted;
  }

  /** Makes sure that a note outlives this process; the caller must not hear from a call of which nobody knows. */
  ensure(noted: number): void {
    this.#spool.ensure(noted);
  }

  /** Keeps what an answer said of new jobs until its record comes. True once it would survive the end of the machine. */
  async keepNews(callId: string, news: JobNews): Promise<boolean> {
    this.#news.set(callId, this.#spool.append(newsText(callId, news)));
    return this.#spool.synced();
  }

  /** Notes how a call ended. */
  record(record: CallRecord): void {
    const { id } = record.call;
    const begun = this.#onTheirWay.get(id);
    const line = `${begun?.line ?? intentLine(record.call)}\t${endLine(record.call)}`;
    const file = this.#spool.append(recordText(record, line));
    this.#supersede(id, begun, file);
    const chars = charsOf(record);
    const isMuch = this.#held.length >= maxHeldRows || this.#heldChars >= maxHeldChars || this.#spilled.size > 0;
    // Only what is on disk for certain may leave the memory.
    if (isMuch) this.#spool.flush(false);
    if (isMuch && this.#spool.state !== "refused") {
      this.#spilled.add(file);
    } else {
      this.#held.push({ left: isCallOnly(record) ? line : record, file, chars, knownId: begun?.isKnown ? id : null });
      this.#heldChars += chars;
    }
    this.#kick();
    // The next call may name the file that this one uploaded.
    if (record.news?.file || this.#held.length >= maxBatchRows) this.#hurry();
  }

  /** The outcome is noted: what was known of the call before need not be kept. */
  #supersede(id: string, begun: OnItsWay | undefined, file: SpoolFile): void {
    const news = this.#news.size > 0 ? this.#news.get(id) : undefined;
    // A file goes with its last entry, and must not go before what takes its place is written.
    if ((begun && begun.file !== file) || (news && news !== file)) this.#spool.flush(false);
    if (news) {
      this.#spool.release(news);
      this.#news.delete(id);
    }
    if (!begun) return;
    this.#spool.release(begun.file);
    this.#onTheirWay.delete(id);
    if (!begun.isKnown) this.#young -= 1;
  }

  /** Resolves when everything noted so far is in the database. */
  async drained(): Promise<void> {
    this.#draining = true;
    if (this.waiting > 0) {
      this.#kick();
      this.#hurry();
      await new Promise<void>((resolve) => this.#idle.push(resolve));
    }
    this.#draining = false;
  }

  /** Ends the writing: what the database has not taken stays in the spool for the next start. */
  async end(): Promise<void> {
    this.#writer.end();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#spool.close();
  }

  #kick(): void {
    this.#writing ??= this.#writeAll();
  }

  #kickLater(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = null;
      this.#kick();
    }, this.#intentAfterMs).unref();
  }

  async #writeAll(): Promise<void> {
    do {
      await this.#gather();
      const intents = this.#dueIntents();
      const held = this.#takeHeld();
      const done = intents.length + held.length > 0 ? this.#write(intents, held) : this.#spilled.writeOldest();
      if (!(await done)) break;
    } while (this.#held.length + this.#spilled.size > 0 || (this.#draining && this.#young > 0));
    this.#writing = null;
    if (this.#young > 0) this.#timer ??= this.#kickLater();
    this.#tellIdle();
  }

  /** Lets what arrives together, or soon after, come together. */
  async #gather(): Promise<void> {
    await new Promise(setImmediate);
    if (
      this.#draining ||
      this.#held.length >= maxBatchRows ||
      this.#held.some(({ left }) => typeof left !== "string" && left.news?.file)
    )
      return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gatherMs);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#hurry = () => {};
  }

  #tellIdle(): void {
    if (this.waiting === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Calls that have been on their way for a while, so that other processes learn of them should this one die. */
  #dueIntents(): IntentRow[] {
    const before = this.#draining ? Number.POSITIVE_INFINITY : performance.now() - this.#intentAfterMs;
    const due: IntentRow[] = [];
    for (const call of this.#onTheirWay.values()) {
      if (call.atMs > before || due.length >= maxBatchRows) break;
      if (call.isKnown) continue;
      due.push(intentOfLine(call.line));
      call.isKnown = true;
    }
    this.#young -= due.length;
    return due;
  }

  #takeHeld(): Held[] {
    let chars = 0;
    const over = this.#held.findIndex((held, index) => {
      chars += held.chars;
      return index > 0 && (index >= maxBatchRows || chars > maxBatchChars);
    });
    return this.#held.splice(0, over === -1 ? this.#held.length : over);
  }

  async #write(intents: IntentRow[], held: Held[]): Promise<boolean> {
    this.#beingWritten = intents.length + held.length;
    const records = held.flatMap(({ left }) => (typeof left === "string" ? [] : left));
    const lines = held.flatMap(({ left }) => (typeof left === "string" ? left : []));
    const known = held.flatMap(({ knownId }) => knownId ?? []);
    const done = await this.#writer.write({ intents, records, lines, known, isNew: true });
    this.#beingWritten = 0;
    for (const { file, chars } of held) {
      this.#heldChars -= chars;
      if (done) this.#spool.release(file);
    }
    return done;
  }
}

/** About how much memory a record's texts take. */
function charsOf({ bodies, news }: CallRecord): number {
  return bodies.reduce((sum, body) => sum + body.body.length, 1_000) + (news?.observations.length ?? 0) * 1_000;
}
