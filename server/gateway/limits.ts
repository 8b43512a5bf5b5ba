import type { TurnstileBounds } from "./guards/turnstile.ts";
import type { PacingBounds } from "./guards/vendor-limits.ts";

/** How long the gateway waits for others, in milliseconds, and how much it takes on at once. */
export interface GatewayLimits {
  /** For a connection to the vendor. */
  connectTimeoutMs: number;
  /** For the vendor's response headers; synchronous processing may take minutes. */
  headersTimeoutMs: number;
  /** The same for what only reads. */
  readTimeoutMs: number;
  /** For the next bytes of a body, of the vendor's answer or of the caller's request. */
  idleTimeoutMs: number;
  /** An upload sends at least `leastUploadBytes` in each `paceEveryMs`, and at most `maxBodyBytes` in all. */
  paceEveryMs: number;
  leastUploadBytes: number;
  maxBodyBytes: number;
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
  /** Calls one client may have under way where it has no limit of its own. */
  inFlightPerClient: number;
  /** Calls under way and waiting, by target: a provider key's base URL. */
  turnstile: TurnstileBounds;
  /** Bad ends in a row, with nothing good between them, after which a place is not called for a moment. */
  breakAfter: number;
  /** Calls that wait for a vendor's own limit. */
  pacing: PacingBounds;
}

export const usualLimits: GatewayLimits = {
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 490_000,
  readTimeoutMs: 120_000,
  idleTimeoutMs: 300_000,
  databasePatienceMs: 2_000,
  paceEveryMs: 30_000,
  leastUploadBytes: 1_024,
  // Twice what the most generous vendor documents for one file (512 MB).
  maxBodyBytes: 1024 * 1024 * 1024,
  durabilityWaitMs: 10_000,
  recordsWaitMs: 8_000,
  servedWithoutDatabaseMs: 600_000,
  drainWaitMs: 30_000,
  inFlightPerClient: 192,
  // As many as the pool has connections: more would wait there, unbounded and unseen.
  turnstile: { perTarget: 256, waitingPerTarget: 512, waitingPerClient: 128, waitMs: 10_000 },
  breakAfter: 8,
  pacing: { waiting: 128, waitMs: 5_000, longestPauseMs: 120_000 },
};
