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
  const place = `${text(row.provider)}\t${text(row.region)}\t${known(clientId)}\t${known(providerKeyId)}`;
  const what = `${text(row.method)}\t${text(row.path)}\t${text(row.operation)}\t${text(row.product)}`;
  return `${id}\t${startedAt.toISOString()}\t${instanceId}\t${place}\t${what}`;
}

/** The other half of a call's line, in the order of `endColumns`. */
export function endLine(row: CallRow): string {
  const { latencyMs, upstreamMs, gatewayMs, bytesUp, bytesDown, attemptLog } = row;
  const end = `${row.endedAt.toISOString()}\t${text(row.query)}\t${row.outcome}\t${known(row.status)}\t${text(row.errorCode)}`;
  const took = `${known(latencyMs)}\t${known(upstreamMs)}\t${known(gatewayMs)}\t${bytesUp}\t${bytesDown}`;
  const types = `${text(row.requestType)}\t${text(row.responseType)}\t${text(row.userAgent)}\t${text(row.fileName)}`;
  const ids = `${text(row.vendorRequestId)}\t${text(row.vendorJobId)}\t${known(row.jobId)}\t${known(row.failureId)}`;
  return `${end}\t${took}\t${types}\t${ids}\t${row.attempts}\t${text(attemptLog && postgresJson(attemptLog))}`;
}

function known(value: string | number | null): string | number {
  return value ?? nothing;
}

function text(value: string | null): string {
  if (value === null) return nothing;
  return special.test(value) ? value.toWellFormed().replaceAll(specials, (found) => escapes[found] ?? found) : value;
}

/** Reads the values of an intent's line. */
export function readIntentLine(values: readonly string[]): IntentRow {
  return read(values, intentColumns) as unknown as IntentRow;
}

/** Reads the values of a call's line; those that an earlier Docket did not write are null. */
export function readCallLine(values: readonly string[]): CallRow {
  return read(values, { ...intentColumns, ...endColumns }) as unknown as CallRow;
}

function read(values: readonly string[], columns: Readonly<Record<string, ColumnType>>): Record<string, unknown> {
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
