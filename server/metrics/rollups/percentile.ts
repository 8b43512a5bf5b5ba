/** Base of the histograms' slots: slot `s` holds durations of [1.25^s, 1.25^(s+1)) milliseconds. */
const slotBase = 1.25;

/** How many durations lie in each slot. */
export type Histogram = ReadonlyMap<number, number>;

/**
 * A percentile of a histogram in milliseconds, spread evenly (on a logarithmic scale) within its slot: within a few
 * per cent of the true one. Null for an empty histogram.
 * @param share 0–1.
 */
export function percentileOf(histogram: Histogram, share: number): number | null {
  const slots = [...histogram].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  const total = slots.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return null;
  let left = share * total;
  for (const [slot, n] of slots) {
    if (left <= n) return slotBase ** (slot + left / n);
    left -= n;
  }
  const last = slots.at(-1)?.[0] ?? 0;
  return slotBase ** (last + 1);
}
