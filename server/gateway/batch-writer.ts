import { insertFailures } from "#server/jobs/index.ts";
import { type Context, isDataError } from "#server/platform/index.ts";
import { callLine, callOfLine } from "./call-line.ts";
import { type JobNews, noNews } from "./observe-answer.ts";
import type { CallRecord } from "./recorder.ts";
import { copyCalls, type IntentRow, insertBodies, insertCalls, insertIntents, removeIntents } from "./store.ts";
import { type Told, tellTogether, untold } from "./tell-news.ts";

/** Between two tries while the database does not answer, in milliseconds. */
const retryDelayMs = 500;

/** What is written in one transaction. */
export interface Batch {
  intents: readonly IntentRow[];
  records: readonly CallRecord[];
  /** Calls that left nothing else behind, by their lines. */
  lines: readonly string[];
  /** The calls that ended whose intents the database may hold. */
  known: readonly string[];
  /** Whether none of the calls can be in the database yet. */
  isNew: boolean;
}

/** Records of calls of which nobody knows what the database has of them. */
export function batchOf(records: readonly CallRecord[]): Batch {
  return { intents: [], records, lines: [], known: records.map(({ call }) => call.id), isNew: false };
}

/** Writes batches of calls into the database, each in one transaction, for as long as it takes. */
export class BatchWriter {
  readonly #ctx: Context;
  #ended = false;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Resolves with true once all of it is durable, or told in the log as impossible; with false when it was ended first. */
  async write(batch: Batch): Promise<boolean> {
    if (sizeOf(batch) === 0) return true;
    const told = new Map<CallRecord, Told>();
    let { isNew } = batch;
    const attempt = async () => {
      try {
        await this.#tellAll(batch.records, told);
        const records = batch.records.map((record) => completed(record, told.get(record) ?? untold));
        await this.#insert({ ...batch, records, isNew });
      } catch (error) {
        const wasNew = isNew;
        // The database may have taken it though it did not say so.
        isNew = false;
        if (!isDataError(error)) throw error;
        await (wasNew ? attempt() : this.#writeApart(batch, error));
      }
    };
    return this.insist(attempt);
  }

  /** Does `work` again and again until the database takes it; false when it was ended first. */
  async insist(work: () => Promise<unknown>): Promise<boolean> {
    for (let failed = 0; !this.#ended; failed += 1) {
      try {
        await work();
        return true;
      } catch (error) {
        if (failed === 0) this.#ctx.log.warn({ err: error }, "calls wait to be written");
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
      }
    }
    return false;
  }

  /** Gives up what the database has not taken: it stays in the spool. */
  end(): void {
    this.#ended = true;
  }

  async #insert({ intents, records, lines, known, isNew }: Batch): Promise<void> {
    const calls = records.map(({ call }) => call);
    await this.#ctx.db.sqlTransaction(async (sql) => {
      await insertIntents(sql, intents);
      if (isNew) await copyCalls(sql, [...calls.map(callLine), ...lines]);
      else await insertCalls(sql, [...calls, ...lines.map(callOfLine)]);
      await removeIntents(sql, known);
      await insertBodies(
        sql,
        records.flatMap((record) => record.bodies),
      );
      await insertFailures(
        sql,
        records.flatMap((record) => record.failure ?? []),
      );
    });
  }

  /** Tells the job engine what the answers said and was not told yet; of equal news in one batch only the last. */
  async #tellAll(records: readonly CallRecord[], told: Map<CallRecord, Told>): Promise<void> {
    const groups = Map.groupBy(
      records.filter((record) => record.news && !told.has(record)),
      (record) => sameNews(record) ?? record.call.id,
    );
    const news = [...groups.values()].map((group) => group.at(-1)?.news ?? noNews);
    const outcomes = await Promise.allSettled(tellTogether(this.#ctx, news));
    const settled = [...groups.values()].map((group, n) => ({ group, outcome: outcomes[n] }));
    for (const { group, outcome } of settled)
      if (outcome?.status === "fulfilled") for (const record of group) told.set(record, outcome.value);
    for (const { group, outcome } of settled)
      if (outcome?.status === "rejected") this.#giveUp(group, outcome.reason, told);
  }

  /** News the database will never take are told in the log; with anything else it is tried again. */
  #giveUp(group: readonly CallRecord[], error: unknown, told: Map<CallRecord, Told>): void {
    if (!isDataError(error)) throw error;
    const callId = group.at(-1)?.call.id;
    this.#ctx.log.error({ err: error, callId }, "what an answer says of a job could not be recorded");
    for (const record of group) told.set(record, untold);
  }

  /** A row the database will not take must not hold up the others: it is written alone, or told in the log. */
  async #writeApart(batch: Batch, error: unknown): Promise<void> {
    const { intents, records, lines } = batch;
    if (sizeOf(batch) === 1) {
      const call = records[0]?.call ?? lines.map(callOfLine)[0];
      return this.#ctx.log.error({ err: error, intent: intents[0], call }, "a call could not be written down");
    }
    for (const intent of intents) await this.write({ ...batchOf([]), intents: [intent] });
    for (const record of records) await this.write(batchOf([record]));
    for (const line of lines) await this.write(batchOf([{ call: callOfLine(line), ...nothingElse }]));
  }
}

const nothingElse = { bodies: [], failure: null, news: null };

function sizeOf({ intents, records, lines }: Batch): number {
  return intents.length + records.length + lines.length;
}

function completed(record: CallRecord, { jobId, failureId }: Told): CallRecord {
  const { call, bodies, failure, news } = record;
  if (!news) return record;
  return {
    call: { ...call, jobId, failureId: call.failureId ?? failureId },
    bodies,
    failure: failure && { ...failure, jobId },
    news: null,
  };
}

/** What reads of one job that say the same have in common; null for anything that has to be told by itself. */
function sameNews({ news, call }: CallRecord): string | null {
  const [only, ...others] = news?.observations ?? [];
  if (!only || others.length > 0 || only.creates || only.failure) return null;
  const { provider, region, fact, httpStatus } = only satisfies JobNews["observations"][number];
  return JSON.stringify([provider, region, call.operation, httpStatus, fact]);
}
