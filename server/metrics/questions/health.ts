import type { HealthState, OverviewCell } from "#lib/contracts/overview.ts";

/** What the health of a place is judged by. Rates are 0–1; null = not enough to tell. */
export interface HealthSigns {
  calls: number;
  inFlight: number;
  stuck: number;
  attempts: number;
  errorRate: number | null;
  usualErrorRate: number | null;
  p95JobMs: number | null;
  usualP95JobMs: number | null;
}

const fewestAttempts = 5;
/** With no usual yet, this share of failures counts as failing. */
const absoluteFailing = 0.25;
const timesUsualFailing = 2.5;
const leastFailing = 0.05;
const timesUsualSlow = 2;

/** The word for a place's state: failing against its own usual, slow, quiet or healthy. */
export function healthOf(signs: HealthSigns): HealthState {
  if (signs.calls === 0 && signs.inFlight === 0) return "quiet";
  if (isFailing(signs)) return "failing";
  const slow =
    signs.p95JobMs !== null && signs.usualP95JobMs !== null && signs.p95JobMs >= timesUsualSlow * signs.usualP95JobMs;
  return slow || signs.stuck > 0 ? "slow" : "healthy";
}

function isFailing({ attempts, errorRate, usualErrorRate }: HealthSigns): boolean {
  if (errorRate === null || attempts < fewestAttempts) return false;
  if (usualErrorRate === null) return errorRate >= absoluteFailing;
  return errorRate >= Math.max(leastFailing, timesUsualFailing * usualErrorRate);
}

/** The word for a place's keys. */
export function keyState(
  keys: { enabled: number; total: number; aside: number; results: (string | null)[] } | undefined,
): OverviewCell["key"] {
  if (!keys || keys.total === 0) return { state: "missing", count: 0 };
  const count = keys.enabled;
  if (count === 0) return { state: "disabled", count: 0 };
  if (keys.aside > 0) return { state: "aside", count };
  if (keys.results.includes("works")) return { state: "works", count };
  if (keys.results.some((result) => result === "refused" || result === "region_mismatch"))
    return { state: "refused", count };
  if (keys.results.includes("unreachable")) return { state: "unreachable", count };
  return { state: "untested", count };
}
