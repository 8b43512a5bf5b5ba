import { ClientError, readClientError, unreachable } from "./client-error.ts";
import type { ExportSink } from "./export-sink.ts";

export const exportFormats = ["csv", "ndjson"] as const;
export type ExportFormat = (typeof exportFormats)[number];

interface ExportOptions {
  list: "jobs" | "failures" | "incidents";
  format: ExportFormat;
  /** The list's own filters. */
  filters: Record<string, string | number | readonly string[] | undefined>;
  signal: AbortSignal;
  /** Where it goes while it comes. */
  sink: ExportSink;
  /** Rows come so far. */
  onRows: (rows: number) => void;
}

/** A server that says nothing for so long is taken for gone, in ms. */
const silenceMs = 60_000;

/**
 * Reads a list whole into `sink` and gives the file. Throws `ClientError` with what went wrong; an aborted `signal` throws
 * its reason. The sink is dropped then.
 */
export async function readExport(options: ExportOptions): Promise<{ file: Blob; rows: number }> {
  const { list, format, filters, signal, sink, onRows } = options;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const rows = new RowCounter(format);
  try {
    const both = AbortSignal.any([signal, silence.signal]);
    const response = await fetch(`/api/v1/exports/${list}?${queryOf(format, filters)}`, { signal: both });
    if (!response.ok) throw await readClientError(response);
    const reader = response.body?.getReader();
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) break;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      await sink.write(chunk.value);
      onRows(rows.push(chunk.value));
    }
    return { file: await sink.finish(response.headers.get("content-type") ?? ""), rows: rows.count };
  } catch (error) {
    const silenced = silence.signal.aborted;
    // Nobody reads on: the server may stop, too.
    silence.abort();
    await sink.drop();
    if (signal.aborted || error instanceof ClientError) throw error;
    throw silenced ? silent(rows.count) : rows.count > 0 ? brokenOff(rows.count) : unreachable();
  } finally {
    clearTimeout(timer);
  }
}

function silent(rows: number): ClientError {
  const message = `The server sent nothing for ${silenceMs / 1000} seconds, after ${rows} rows.`;
  return new ClientError(0, { code: "timeout", message });
}

function brokenOff(rows: number): ClientError {
  return new ClientError(0, { code: "broken_off", message: `The connection broke off after ${rows} rows.` });
}

function queryOf(format: ExportFormat, filters: ExportOptions["filters"]): URLSearchParams {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  return query;
}

const quote = 0x22;
const lineEnd = 0x0a;

/** Counts rows of a file while it comes, however it is cut: a line end inside quotes is a cell's, and a CSV's first row is its head. */
export class RowCounter {
  private lines = 0;
  private quoted = false;

  private readonly format: ExportFormat;

  constructor(format: ExportFormat) {
    this.format = format;
  }

  get count(): number {
    return Math.max(0, this.lines - (this.format === "csv" ? 1 : 0));
  }

  /** Takes the next piece and gives the rows so far. */
  push(bytes: Uint8Array): number {
    for (const byte of bytes) {
      if (byte === quote && this.format === "csv") this.quoted = !this.quoted;
      else if (byte === lineEnd && !this.quoted) this.lines += 1;
    }
    return this.count;
  }
}
