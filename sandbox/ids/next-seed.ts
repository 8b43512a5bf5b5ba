import { randomInt } from "node:crypto";

const seedRange = 2 ** 24;
let last = randomInt(seedRange);

/** A 24-bit number that differs from the ones before it, so that ids made in the same millisecond differ. */
export function nextSeed(): number {
  last = (last + 1) % seedRange;
  return last;
}
