import type { RowCount } from "#lib/contracts/primitives.ts";

/** Lists are counted up to here; beyond, a screen says "10,000+". */
export const mostCounted = 10_000;

/** A count that stopped at `mostCounted + 1`, as the contract has it. */
export function cappedCount(n: number): RowCount {
  return { count: Math.min(n, mostCounted), exact: n <= mostCounted };
}
