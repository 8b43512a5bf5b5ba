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

/** The vendor that was given, or the one whose signs weigh most: at least `enough`, and more than any other's. */
export function guessProvider(
  text: () => string,
  { providers, literals: finder }: CompiledKnowledge,
  given: ProviderId | undefined,
): ProviderGuess {
  if (given) return { ...nobody, provider: providers.find(({ knowledge }) => knowledge.id === given) ?? null };
  const material = text();
  const places = finder.find(material.toLowerCase());
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

function guessOf(provider: CompiledProvider, found: readonly Fingerprint[]): ProviderGuess {
  return {
    provider,
    reasons: found.slice(0, 4).map(({ name }) => name),
    product: found.find(({ product }) => product)?.product ?? null,
  };
}
