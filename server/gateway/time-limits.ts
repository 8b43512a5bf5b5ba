import type { OperationMatch } from "#server/providers/index.ts";
import type { GatewayLimits } from "./limits.ts";

/** What the vendor's own time-out may be late by, in milliseconds: its answer says more than ours, and may be paid for. */
const graceMs = 60_000;

/**
 * How long a call's answer may take to begin, in milliseconds: what the vendor itself allows where that is known, less for
 * what only reads, and the gateway's own limit for everything else and at most.
 */
export function headersTimeoutOf(match: OperationMatch | null, method: string, limits: GatewayLimits): number {
  const { headersTimeoutMs, readTimeoutMs } = limits;
  const stated = match?.operation.timeoutMs;
  if (stated !== undefined) return Math.min(headersTimeoutMs, stated + graceMs);
  const kind = match?.operation.kind;
  const reads = kind === undefined ? method === "HEAD" : kind === "read" || kind === "read_job" || kind === "list_jobs";
  return reads ? Math.min(headersTimeoutMs, readTimeoutMs) : headersTimeoutMs;
}
