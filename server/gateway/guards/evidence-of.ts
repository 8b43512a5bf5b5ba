import type { Family } from "#lib/vocabulary.ts";
import type { Evidence } from "./circuit-breaker.ts";

/** How a call ended, as far as the guards learn from it. */
export interface CallVerdict {
  /** The vendor's status; null where no answer came. */
  status: number | null;
  /** Whether the exchange broke, and by whom: the vendor's side, or nobody or the caller. */
  broke: boolean;
  /** The transport's code where it broke. */
  transportCode: string | null;
  /** The failure's family, where the call is one. */
  family: string | null;
  /** What the vendor said to wait, in milliseconds; null = nothing. */
  retryAfterMs: number | null;
}

/** Families that are the vendor's own trouble, or nobody's; a 5xx of another is about what the caller sent. */
const vendorsTrouble: ReadonlySet<string> = new Set<Family>([
  "vendor_fault",
  "unavailable",
  "network",
  "timeout",
  "unclassified",
]);
const refusedConnection: ReadonlySet<string> = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND"]);

/**
 * What a call's end says of the place it went to. A caller's mistake says that the place works. In the sandbox errors are
 * asked for: only that nobody listens is evidence there.
 */
export function evidenceOf(verdict: CallVerdict, isSandbox: boolean): Evidence {
  const { status, broke, transportCode, family } = verdict;
  if (broke) return isSandbox && !refusedConnection.has(transportCode ?? "") ? "nothing" : "bad";
  if (status === null) return "nothing";
  if (status < 500) return "good";
  if (isSandbox) return "good";
  return family === null || vendorsTrouble.has(family) ? "bad" : "good";
}

/** The verdict's trouble in a few words. */
export function reasonOf({ status, transportCode }: CallVerdict): string {
  return status === null ? (transportCode ?? "no answer") : `HTTP ${status}`;
}
