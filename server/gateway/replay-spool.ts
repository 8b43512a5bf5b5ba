import type { Context } from "#server/platform/index.ts";
import { type BatchWriter, batchOf } from "./batch-writer.ts";
import type { JobNews } from "./observe-answer.ts";
import type { CallRecord } from "./recorder.ts";
import type { Spool, SpoolFile } from "./spool.ts";
import { readSpoolEntry } from "./spool-entries.ts";
import { readSpoolLines } from "./spool-lines.ts";
import { type IntentRow, interruptAdopted } from "./store.ts";

const maxBatchRows = 500;

/**
 * Tells the database what a process that is gone left in the spool, in the order it happened: ended calls as they ended, and
 * the others as interrupted, with what is known of them. Harmless to repeat.
 */
export async function replaySpool(ctx: Context, spool: Spool, writer: BatchWriter): Promise<void> {
  const openedAt = ctx.clock.now();
  const open = new Map<string, IntentRow>();
  const news = new Map<string, JobNews>();
  let calls = 0;
  const read: SpoolFile[] = [];
  for (const file of spool.leftovers) {
    const bytes = spool.read(file);
    if (bytes) read.push(file);
    const lines = readSpoolLines(bytes ?? Buffer.alloc(0));
    if (lines.damaged > 0) ctx.log.error({ file: file.path, lines: lines.damaged }, "lines of the spool are damaged");
    let records: CallRecord[] = [];
    for (const text of lines.texts) {
      const entry = readSpoolEntry(text);
      if (entry?.kind === "intent") open.set(entry.intent.id, entry.intent);
      if (entry?.kind === "news") news.set(entry.callId, entry.news);
      if (entry?.kind !== "record") continue;
      open.delete(entry.record.call.id);
      news.delete(entry.record.call.id);
      records.push(entry.record);
      if (records.length < maxBatchRows) continue;
      if (!(await writer.write(batchOf(records)))) return;
      calls += records.length;
      records = [];
    }
    if (!(await writer.write(batchOf(records)))) return;
    calls += records.length;
  }
  const cut = [...open.values()].map((intent) => interrupted(intent, news.get(intent.id) ?? null, openedAt));
  for (let at = 0; at < cut.length; at += maxBatchRows) {
    if (!(await writer.write(batchOf(cut.slice(at, at + maxBatchRows))))) return;
  }
  if (read.length > 0) {
    const ours = { self: ctx.instanceId, before: openedAt, now: openedAt };
    if (!(await writer.insist(() => interruptAdopted(ctx.db.sql, ours)))) return;
  }
  for (const file of read) spool.release(file);
  if (calls + cut.length > 0) ctx.log.warn({ calls, interrupted: cut.length }, "calls left in the spool were written");
}

/** A call whose process ended in the middle of it. */
function interrupted(intent: IntentRow, news: JobNews | null, at: Date): CallRecord {
  return {
    call: {
      ...intent,
      endedAt: at,
      query: null,
      outcome: "interrupted",
      status: news?.observations.at(-1)?.httpStatus ?? null,
      errorCode: "interrupted",
      latencyMs: null,
      upstreamMs: null,
      gatewayMs: null,
      bytesUp: 0,
      bytesDown: 0,
      requestType: null,
      responseType: null,
      userAgent: null,
      fileName: null,
      vendorRequestId: null,
      vendorJobId: news?.vendorJobId?.slice(0, 2_000) ?? null,
      jobId: null,
      attempts: 1,
      attemptLog: null,
      failureId: null,
    },
    bodies: [],
    failure: null,
    news,
  };
}
