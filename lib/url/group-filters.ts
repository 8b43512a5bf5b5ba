import type { FailureFilters } from "#lib/contracts/failures.ts";

/** Failure groups come on one page of at most this many; a full page may have left some out. */
export const groupLimit = 200;

/** What failure groups are asked with. */
export function groupFilters({ cursor: _, ...filters }: FailureFilters): FailureFilters {
  return { ...filters, limit: groupLimit };
}
