import type { CallRow, IntentRow } from "./store.ts";

/** Types of the database that a call's fields have. */
export type ColumnType = "uuid" | "text" | "timestamptz" | "int2" | "int4" | "int8" | "float8" | "jsonb";

/** What a call on its way has, and as what the database keeps it; there, names are in snake case. */
export const intentColumns = {
  id: "uuid",
  startedAt: "timestamptz",
  instanceId: "uuid",
  provider: "text",
  region: "text",
  clientId: "uuid",
  providerKeyId: "uuid",
  method: "text",
  path: "text",
  operation: "text",
  product: "text",
} as const satisfies Record<keyof IntentRow, ColumnType>;

/** What a call has besides once it ended. The spool holds values in this order: new ones are added at the end. */
export const endColumns = {
  endedAt: "timestamptz",
  query: "text",
  outcome: "text",
  status: "int4",
  errorCode: "text",
  latencyMs: "float8",
  upstreamMs: "float8",
  gatewayMs: "float8",
  bytesUp: "int8",
  bytesDown: "int8",
  requestType: "text",
  responseType: "text",
  userAgent: "text",
  fileName: "text",
  vendorRequestId: "text",
  vendorJobId: "text",
  jobId: "uuid",
  failureId: "uuid",
  attempts: "int2",
  attemptLog: "jsonb",
} as const satisfies Record<Exclude<keyof CallRow, keyof IntentRow>, ColumnType>;

/** The statement's side of `columns`: what the table calls them, the fields of the JSON they are read from, and those with types. */
export function columnLists(
  columns: Readonly<Record<string, ColumnType>>,
): Record<"names" | "fields" | "typed", string> {
  const all = Object.entries(columns);
  return {
    names: all.map(([field]) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).join(", "),
    fields: all.map(([field]) => `"${field}"`).join(", "),
    typed: all.map(([field, type]) => `"${field}" ${type}`).join(", "),
  };
}
