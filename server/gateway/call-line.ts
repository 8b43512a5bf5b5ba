import { postgresJson } from "#server/platform/index.ts";
import { type ColumnType, endColumns, intentColumns } from "./call-columns.ts";
import type { CallRow, IntentRow } from "./store.ts";

/** What cannot stand in a value as it is: what ends values and lines, what begins an escape, and what no text may hold:
 * NUL, and half a surrogate pair. */
const special = /[\\\t\n\r\0\ud800-\udfff]/;
const specials = new RegExp(special, "g");
const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\0": "\ufffd",
};
const unescapes: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r" };
const nothing = "\\N";

/**
 * A call on its way as `COPY` takes it (PostgreSQL's text format): its values in the order of `intentColumns`, tabs between
 * them. With a tab and `endLine` behind it, it is the line of the whole call.
 */
export function intentLine(row: IntentRow): string {
  const { id, startedAt, instanceId, clientId, providerKeyId } = row;
  // Joined, for texts that are put together bit by bit stay in pieces until somebody reads them.
  return [
    id,
    time(startedAt),
    instanceId,
    text(row.provider),
    text(row.region),
    clientId ?? nothing,
    providerKeyId ?? nothing,
    text(row.method),
    text(row.path),
    text(row.operation),
    text(row.product),
  ].join("\t");
}

/** The other half of a call's line, in the order of `endColumns`. */
export function endLine(row: CallRow): string {
  return [
    time(row.endedAt),
    text(row.query),
    row.outcome,
    row.status ?? nothing,
    text(row.errorCode),
    row.latencyMs ?? nothing,
    row.upstreamMs ?? nothing,
    row.gatewayMs ?? nothing,
    row.bytesUp,
    row.bytesDown,
    text(row.requestType),
    text(row.responseType),
    text(row.userAgent),
    text(row.fileName),
    text(row.vendorRequestId),
    text(row.vendorJobId),
    row.jobId ?? nothing,
    row.failureId ?? nothing,
    row.attempts,
    text(row.attemptLog && postgresJson(row.attemptLog)),
  ].join("\t");
}

/** The line of a call that ended. */
export function callLine(row: CallRow): string {
  return `${intentLine(row)}\t${endLine(row)}`;
}

function text(value: string | null): string {
  if (value === null) return nothing;
  if (!special.test(value)) return value;
  return value.toWellFormed().replaceAll(specials, (found) => escapes[found] ?? found);
}

let lastSecond = Number.NaN;
let lastSecondText = "";

/** As `toISOString` writes it; most times lie in the second of the one before. */
function time(at: Date): string {
  const ms = at.getTime();
  const second = Math.floor(ms / 1_000);
  if (second !== lastSecond) {
    lastSecondText = at.toISOString().slice(0, -4);
    lastSecond = second;
  }
  return `${lastSecondText}${String(ms - second * 1_000).padStart(3, "0")}Z`;
}

/** Reads an intent's line. */
export function intentOfLine(line: string): IntentRow {
  return read(line, intentColumns) as unknown as IntentRow;
}

/** Reads a call's line; values that an earlier Docket did not write are null. */
export function callOfLine(line: string): CallRow {
  return read(line, { ...intentColumns, ...endColumns }) as unknown as CallRow;
}

function read(line: string, columns: Readonly<Record<string, ColumnType>>): Record<string, unknown> {
  const values = line.split("\t");
  const all = Object.entries(columns);
  return Object.fromEntries(all.map(([field, type], at) => [field, fieldOf(values[at] ?? nothing, type)]));
}

function fieldOf(value: string, type: ColumnType): unknown {
  if (value === nothing) return null;
  switch (type) {
    case "uuid":
      return value;
    case "text":
      return unescaped(value);
    case "timestamptz":
      return new Date(value);
    case "jsonb":
      return JSON.parse(unescaped(value));
    default:
      return Number(value);
  }
}

function unescaped(value: string): string {
  return value.replaceAll(/\\(.)/g, (_, letter: string) => unescapes[letter] ?? letter);
}
