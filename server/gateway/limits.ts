/** How long the gateway waits for others, in milliseconds. */
export interface GatewayLimits {
  /** For a connection to the vendor. */
  connectTimeoutMs: number;
  /** For the vendor's response headers; synchronous processing may take minutes. */
  headersTimeoutMs: number;
  /** For the next bytes of a body, of the vendor's answer or of the caller's request. */
  idleTimeoutMs: number;
  /** For the database, by an answer that makes a job; then the spool on disk makes it durable. */
  databasePatienceMs: number;
  /** For the database where the disk refuses too; then the answer goes out and is recorded late. */
  durabilityWaitMs: number;
  /** For the database when Docket ends; what it has not taken waits in the spool for the next start. */
  recordsWaitMs: number;
  /** How long known clients are served from memory while the database is away; then calls are refused. */
  servedWithoutDatabaseMs: number;
  /** For the calls under way when Docket ends; those left over are cut off and recorded as interrupted. */
  drainWaitMs: number;
}

export const usualLimits: GatewayLimits = {
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 490_000,
  idleTimeoutMs: 300_000,
  databasePatienceMs: 2_000,
  durabilityWaitMs: 10_000,
  recordsWaitMs: 8_000,
  servedWithoutDatabaseMs: 600_000,
  drainWaitMs: 30_000,
};
