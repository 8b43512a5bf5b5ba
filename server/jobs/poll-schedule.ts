/** Delays of the poller, in milliseconds. `random` is 0–1 and spreads the jobs. */

const shortestMs = 1_500;
const longestMs = 60_000;
const longestAfterErrorMs = 300_000;

function jittered(delayMs: number, random: number): number {
  return Math.round(delayMs * (0.8 + 0.4 * random));
}

/** Until the next look at a job of this age: a young job is looked at often, an old one once a minute. */
export function pollDelayMs(ageMs: number, random: number): number {
  return jittered(Math.min(longestMs, Math.max(shortestMs, ageMs * 0.15)), random);
}

/** Until the next look after `errors` bad answers in a row. */
export function errorDelayMs(errors: number, random: number): number {
  return jittered(Math.min(longestAfterErrorMs, 2_000 * 2 ** Math.min(errors - 1, 10)), random);
}

/** How long after its end a job may still be asked what it cost. */
export const settleWindowMs = 15 * 60_000;

/** Until the next look at the bill of a job that ended `sinceEndMs` ago. */
export function settleDelayMs(sinceEndMs: number, random: number): number {
  return jittered(Math.min(120_000, Math.max(3_000, sinceEndMs * 0.5)), random);
}
