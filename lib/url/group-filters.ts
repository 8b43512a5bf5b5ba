import type { FailureFilters } from "#lib/contracts/failures.ts";

/** What failure groups are asked with: they come on one page. */
export function groupFilters({ cursor: _, ...filters }: FailureFilters): FailureFilters {
  return filters;
}
