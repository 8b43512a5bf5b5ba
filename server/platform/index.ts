/**
 * Platform: what every part stands on (environment, database, clock, log, outbound HTTP, errors, operations, audit).
 * It knows nothing of providers, jobs or screens, and must not.
 */
export { AppError, type AppErrorCode, appErrorStatus, type InputIssue } from "./app-error.ts";
export { type AuditNote, writeAudit } from "./audit.ts";
export { type Bus, makeBus, type Topic, topics } from "./bus.ts";
export { type Clock, systemClock } from "./clock.ts";
export type { Acting, Context, SecretBox } from "./context.ts";
export { type Database, type OwnedDatabase, openDatabase, type SqlRunner } from "./db.ts";
export { type Env, readEnv } from "./env.ts";
export { listAudit } from "./list-audit.ts";
export { type Log, makeLog, silentLog } from "./log.ts";
export { defineOperation, may, type Operation, type Permission, parseInput, permissions } from "./operation.ts";
export { makeOutbound, type Outbound, type OutboundAnswer } from "./outbound-http.ts";
export { postgresJson, postgresText } from "./postgres-json.ts";
export { readCursor } from "./read-cursor.ts";
export { redactBody, redacted, redactJson, redactText } from "./redact.ts";
export { Secret } from "./secret.ts";
export { SqlFilter } from "./sql-filter.ts";
export { StartupError } from "./startup-error.ts";
