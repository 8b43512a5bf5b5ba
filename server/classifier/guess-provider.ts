import type { ProviderId } from "#lib/vocabulary.ts";
import type { CompiledKnowledge, CompiledProvider, Sign } from "./compile-knowledge.ts";
import { possibleAt } from "./literal-table.ts";

/** Who the material seems to come from, and by which signs. */
export interface ProviderGuess {
  provider: CompiledProvider | null;
  /** Names of the signs found, strongest first. */
  reasons: string[];
  product: string | null;
}

interface Candidate {
  found: readonly Sign[];
  weight: number;
}

const enough = 3;
/** A failed status with a body behind it, in one line. */
const answer = /(?<![\w.])[45]\d\d\b.{0,20}\{\s{0,4}\\{0,2}["']/;

const nobody: ProviderGuess = { provider: null, reasons: [], product: null };

/**
 * The vendor whose signs weigh most in the material: at least `enough`, and more than any other's. `places` are those of the
 * literals it holds, and perhaps of others; its whole text is asked for only where they leave a sign possible.
 */
export function guessProvider(
  textOf: () => string,
  places: readonly number[],
  { signs }: CompiledKnowledge,
): ProviderGuess {
  const possible = possibleAt(signs, places);
  if (possible.length === 0) return nobody;
  const material = textOf();
  const candidates: Candidate[] = [];
  for (const found of byProvider(possible.filter(({ fingerprint }) => fingerprint.pattern.test(material)))) {
    const weight = found.reduce((sum, { fingerprint }) => sum + fingerprint.weight, 0);
    if (weight >= enough) candidates.push({ found, weight });
  }
  const last = candidates.length > 1 ? lastSpeaker(candidates, material) : null;
  const first = last ?? candidates.reduce<Candidate | null>((best, each) => heavier(best, each), null);
  const tied = candidates.some((each) => last === null && each !== first && each.weight === first?.weight);
  return first === null || tied ? nobody : guessOf(first.found);
}

function heavier(best: Candidate | null, each: Candidate): Candidate {
  return best !== null && best.weight >= each.weight ? best : each;
}

/** A program that falls back from one vendor to another logs both: the last line with an answer in it names whose it was. */
function lastSpeaker(candidates: readonly Candidate[], material: string): Candidate | null {
  const line = material.split("\n").findLast((each) => answer.test(each));
  const speaking = candidates.filter(
    ({ found }) => line && found.some(({ fingerprint }) => fingerprint.pattern.test(line)),
  );
  return speaking.length === 1 ? (speaking[0] ?? null) : null;
}

/** The vendor that the caller named. */
export function givenProvider(given: ProviderId, { providers }: CompiledKnowledge): ProviderGuess {
  return { ...nobody, provider: providers.find(({ knowledge }) => knowledge.id === given) ?? null };
}

/** The signs of one vendor stand beside each other. */
function byProvider(signs: readonly Sign[]): Sign[][] {
  const groups: Sign[][] = [];
  for (const sign of signs) {
    const last = groups.at(-1);
    if (last?.[0]?.provider === sign.provider) last.push(sign);
    else groups.push([sign]);
  }
  return groups;
}

function guessOf(found: readonly Sign[]): ProviderGuess {
  return {
    provider: found[0]?.provider ?? null,
    reasons: found.slice(0, 4).map(({ fingerprint }) => fingerprint.name),
    product: found.find(({ fingerprint }) => fingerprint.product)?.fingerprint.product ?? null,
  };
}
