import { type FailureRow, insertFailures } from "#server/jobs/index.ts";
import type { Context } from "#server/platform/index.ts";
import { type BodyRow, type CallRow, type IntentRow, insertBodies, insertCalls, insertIntents } from "./store.ts";

/** Everything an ended call leaves behind. */
export interface CallRecord {
  call: CallRow;
  bodies: BodyRow[];
  failure: FailureRow | null;
}

/** What may wait to be written before new calls are refused. */
const maxWaitingRows = 20_000;
const maxWaitingChars = 64 * 1024 * 1024;
/** What goes into one group commit. */
const maxBatchRows = 500;
const maxBatchChars = 4 * 1024 * 1024;
/** Between two tries while the database does not answer, in milliseconds. */
const retryDelayMs = 500;

/**
 * Writes calls down in group commits: whatever gathered while the last commit was under way goes into the next one.
 * Nothing is dropped: while the database is away the queue grows to its bound, and then calls are refused.
 */
export class CallRecorder {
  readonly #ctx: Context;
  #intents = new Map<string, IntentRow>();
  #records: CallRecord[] = [];
  #beingWritten = 0;
  #waitingChars = 0;
  #writing: Promise<void> | null = null;
  #idle: (() => void)[] = [];

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Whether the bound is reached: new calls are refused, and their refusals are not written down. */
  get full(): boolean {
    return this.waiting >= maxWaitingRows || this.#waitingChars >= maxWaitingChars;
  }

  /** Rows not yet durable. */
  get waiting(): number {
    return this.#intents.size + this.#records.length + this.#beingWritten;
  }

  /** Notes a call on its way out. */
  intend(row: IntentRow): void {
    this.#intents.set(row.id, row);
    this.#kick();
  }

  /** Notes how a call ended. */
  record(record: CallRecord): void {
    // An intent that was not written yet need not be: its outcome is here.
    this.#intents.delete(record.call.id);
    this.#records.push(record);
    this.#waitingChars += charsOf(record);
    this.#kick();
  }

  /** Resolves when everything noted so far is durable. */
  async drained(): Promise<void> {
    if (this.#writing) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #kick(): void {
    this.#writing ??= this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    // One turn of the event loop gathers what arrives together.
    await new Promise(setImmediate);
    while (this.waiting > 0) {
      const intents = this.#intents.values().take(maxBatchRows).toArray();
      for (const intent of intents) this.#intents.delete(intent.id);
      const records = this.#takeRecords();
      this.#beingWritten = intents.length + records.length;
      await this.#writeBatch(intents, records);
      this.#beingWritten = 0;
      this.#waitingChars -= totalChars(records);
    }
    this.#writing = null;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #takeRecords(): CallRecord[] {
    let chars = 0;
    const over = this.#records.findIndex((record, index) => {
      chars += charsOf(record);
      return index > 0 && (index >= maxBatchRows || chars > maxBatchChars);
    });
    return this.#records.splice(0, over === -1 ? this.#records.length : over);
  }

  async #writeBatch(intents: IntentRow[], records: CallRecord[]): Promise<void> {
    for (let failed = 0; ; failed += 1) {
      try {
        return await this.#ctx.db.sqlTransaction(async (sql) => {
          await insertIntents(sql, intents);
          await insertCalls(
            sql,
            records.map((record) => record.call),
          );
          await insertBodies(
            sql,
            records.flatMap((record) => record.bodies),
          );
          await insertFailures(
            sql,
            records.flatMap((record) => record.failure ?? []),
          );
        });
      } catch (error) {
        if (isDataError(error)) return this.#writeApart(intents, records, error);
        if (failed === 0) this.#ctx.log.warn({ err: error, waiting: this.waiting }, "calls wait to be written");
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
      }
    }
  }

  /** A row the database will not take must not hold up the others: it is written alone, or told in the log. */
  async #writeApart(intents: IntentRow[], records: CallRecord[], error: unknown): Promise<void> {
    if (intents.length + records.length <= 1) {
      this.#ctx.log.error(
        { err: error, intent: intents[0], call: records[0]?.call },
        "a call could not be written down",
      );
      return;
    }
    for (const intent of intents) await this.#writeBatch([intent], []);
    for (const record of records) await this.#writeBatch([], [record]);
  }
}

/** About how much memory a record's texts take. */
function charsOf({ bodies }: CallRecord): number {
  return bodies.reduce((sum, body) => sum + body.body.length, 1_000);
}

function totalChars(records: readonly CallRecord[]): number {
  return records.reduce((sum, record) => sum + charsOf(record), 0);
}

/** SQLSTATE classes 22, 23 and 54: the row is at fault (54: too large for an index), not the connection. */
export function isDataError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^(?:2[23]|54)...$/.test(code);
}
