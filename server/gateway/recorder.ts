import { type FailureRow, insertFailures } from "#server/jobs/index.ts";
import type { Context } from "#server/platform/index.ts";
import { type BodyRow, type CallRow, type IntentRow, insertBodies, insertCalls, insertIntents } from "./store.ts";

/** Everything an ended call leaves behind. */
export interface CallRecord {
  call: CallRow;
  bodies: BodyRow[];
  failure: FailureRow | null;
}

/** Calls not yet written before new ones are refused. */
const maxWaiting = 20_000;
/** Rows of one group commit. */
const maxBatch = 500;
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
  #writing: Promise<void> | null = null;
  #idle: (() => void)[] = [];

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Whether the bound is reached. */
  get full(): boolean {
    return this.waiting >= maxWaiting;
  }

  /** Rows not yet durable. */
  get waiting(): number {
    return this.#intents.size + this.#records.length;
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
    this.#kick();
  }

  /** Resolves when everything noted so far is durable. */
  async drained(): Promise<void> {
    if (this.waiting === 0 && !this.#writing) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #kick(): void {
    this.#writing ??= this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    // One turn of the event loop gathers what arrives together.
    await new Promise(setImmediate);
    while (this.waiting > 0) {
      const intents = [...this.#intents.values()].slice(0, maxBatch);
      const records = this.#records.splice(0, maxBatch);
      for (const intent of intents) this.#intents.delete(intent.id);
      await this.#writeBatch(intents, records);
    }
    this.#writing = null;
    for (const resolve of this.#idle.splice(0)) resolve();
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
        if (failed === 0)
          this.#ctx.log.warn({ err: error, waiting: this.waiting + records.length }, "calls wait to be written");
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

/** SQLSTATE classes 22 and 23: the row is at fault, not the connection. */
function isDataError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^2[23]...$/.test(code);
}
