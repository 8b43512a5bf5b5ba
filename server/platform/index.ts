/**
 * Platform: what every part stands on (environment, database, clock, log, outbound HTTP, errors, operations, audit).
 * It knows nothing of providers, jobs or screens, and must not.
 */
export { AppError } from "./app-error.ts";
export { writeAudit } from "./audit.ts";
export { type Background, makeBackground } from "./background.ts";
export { makeBus, type Topic, topics } from "./bus.ts";
export { cappedCount, mostCounted } from "./capped-count.ts";
export { type Clock, elapsedMs, systemClock } from "./clock.ts";
export type { Acting, Context, SecretBox } from "./context.ts";
export { isDataError, isDeadlock } from "./database-error.ts";
export { type Database, type OwnedDatabase, openDatabase, type PlainSql, type SqlRunner } from "./db.ts";
export { type Env, readEnv } from "./env.ts";
export { type Keyset, keysetOf, pageOf } from "./keyset.ts";
export { listAudit } from "./list-audit.ts";
export { type Log, makeLog, silentLog } from "./log.ts";
export { defineOperation, type Operation } from "./operation.ts";
export { makeOutbound, type Outbound, type OutboundAnswer } from "./outbound-http.ts";
export { dropPartitionsBefore, partitionsBefore } from "./partition-store.ts";
export { postgresJson } from "./postgres-json.ts";
export { queryWithin } from "./query-within.ts";
export { readCursor } from "./read-cursor.ts";
export { isPublicLink, type Network } from "./read-public.ts";
export { redactBody, redacted, redactJson, redactText, withoutSecrets } from "./redact.ts";
export { Secret } from "./secret.ts";
export { SqlFilter } from "./sql-filter.ts";
export { StartupError } from "./startup-error.ts";
