import type { ProviderId } from "#lib/vocabulary.ts";
import type { FailureKnowledge } from "#server/providers/index.ts";
import type { CompiledKnowledge, CompiledProvider } from "./compile-knowledge.ts";
import { possibleAt } from "./literal-table.ts";

type Fingerprint = FailureKnowledge["fingerprints"][number];

/** Who the material seems to come from, and by which signs. */
export interface ProviderGuess {
  provider: CompiledProvider | null;
  /** Names of the signs found, strongest first. */
  reasons: string[];
  product: string | null;
}

const enough = 3;

const nobody: ProviderGuess = { provider: null, reasons: [], product: null };

/**
 * The vendor whose signs weigh most in `material`: at least `enough`, and more than any other's. `places` are those of the
 * literals it holds, and perhaps of others.
 */
export function guessProvider(
  material: string,
  places: readonly number[],
  { providers }: CompiledKnowledge,
): ProviderGuess {
  let first = nobody;
  let firstWeight = 0;
  let tied = false;
  for (const provider of providers) {
    const found = possibleAt(provider.signs, places).filter(({ pattern }) => pattern.test(material));
    const weight = found.reduce((sum, sign) => sum + sign.weight, 0);
    if (weight < enough || weight < firstWeight) continue;
    tied = weight === firstWeight;
    firstWeight = weight;
    first = guessOf(provider, found);
  }
  return tied ? nobody : first;
}

/** The vendor that the caller named. */
export function givenProvider(given: ProviderId, { providers }: CompiledKnowledge): ProviderGuess {
  return { ...nobody, provider: providers.find(({ knowledge }) => knowledge.id === given) ?? null };
}

function guessOf(provider: CompiledProvider, found: readonly Fingerprint[]): ProviderGuess {
  return {
    provider,
    reasons: found.slice(0, 4).map(({ name }) => name),
    product: found.find(({ product }) => product)?.product ?? null,
  };
}
