/**
 * Raises every share below `smallest` to it and takes what that costs from the larger ones in proportion, so that the
 * sum stays what it was. With more parts than fit at that size, all are equal.
 */
export function enlargeSmall(shares: readonly number[], smallest: number): number[] {
  if (shares.length * smallest >= 1) return shares.map(() => 1 / shares.length);
  const small = new Set<number>();
  for (;;) {
    const free = 1 - small.size * smallest;
    const large = shares.reduce((sum, share, i) => (small.has(i) ? sum : sum + share), 0);
    const scaled = shares.map((share, i) => (small.has(i) || large === 0 ? smallest : (share / large) * free));
    const next = scaled.findIndex((share, i) => !small.has(i) && share < smallest);
    if (next === -1) return scaled;
    small.add(next);
  }
}
