import { createHash } from "node:crypto";

/** What a choice among keys is made by. */
interface Choosable {
  id: string;
  weight: number;
  aside: boolean;
}

/**
 * The key of one place that `turn` (a client) uses: always the same while the keys stay as they are, because what was
 * uploaded or made with one key may be unknown to another. Over many turns each key gets its share by weight, and when
 * one steps aside only its turns move on. Keys that are aside are taken where there is no other.
 */
export function chooseKey<T extends Choosable>(keys: readonly T[], turn: string): T | null {
  const inUse = keys.filter((key) => !key.aside);
  const candidates = inUse.length > 0 ? inUse : keys;
  let best: T | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const key of candidates) {
    // Weighted rendezvous: the least of exponentially distributed draws, one a key.
    const score = -Math.log(fractionOf(`${turn} ${key.id}`)) / key.weight;
    if (score < bestScore) [best, bestScore] = [key, score];
  }
  return best;
}

/** A text's own number between 0 and 1, both excluded. */
function fractionOf(text: string): number {
  const digest = createHash("sha256").update(text).digest();
  return (digest.readUIntBE(0, 6) + 0.5) / 2 ** 48;
}
