/** Where the usual rate stands on the track; the track then reaches `1 / usualAt` times the usual. */
const usualAt = 1 / 6;

/** A rate drawn against its own usual: positions are shares of the track, 0–1. */
export interface RateGauge {
  /** null = nothing to draw a dot for (no traffic, or no usual to compare with). */
  dotAt: number | null;
  /** null = no usual yet. */
  usualAt: number | null;
  /** The rate lies beyond the end of the track. */
  beyond: boolean;
}

/**
 * Each row has its own scale: the usual stands at the same place everywhere, so the eye compares "how many times its
 * usual" down the column and never one vendor's absolute rate with another's.
 */
export function prepareRateGauge(rate: number | null, usual: number | null): RateGauge {
  if (usual === null) return { dotAt: null, usualAt: null, beyond: false };
  if (rate === null) return { dotAt: null, usualAt, beyond: false };
  // A usual of nothing has no multiples: any failure at all is off the scale.
  if (usual === 0) return { dotAt: rate > 0 ? 1 : 0, usualAt: 0, beyond: rate > 0 };
  const at = (rate / usual) * usualAt;
  return { dotAt: Math.min(at, 1), usualAt, beyond: at > 1 };
}

export type RateTone = "bad" | "warn" | "ok" | "quiet";

/** How many times its usual a rate may be before it is worth a look. */
const noticeableTimes = 1.5;

/** What to think of a rate by itself: a slow place with few errors has a good error rate. `failing` is the server's word. */
export function rateTone(rate: number | null, usual: number | null, failing: boolean): RateTone {
  if (failing) return "bad";
  if (rate === null) return "quiet";
  return usual !== null && rate > usual * noticeableTimes ? "warn" : "ok";
}
