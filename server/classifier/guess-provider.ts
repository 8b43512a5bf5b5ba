import type { ProviderId } from "#lib/vocabulary.ts";
import type { CompiledProvider } from "./compile-knowledge.ts";

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
  providers: readonly CompiledProvider[],
  given: ProviderId | undefined,
): ProviderGuess {
  if (given) return { ...nobody, provider: providers.find(({ knowledge }) => knowledge.id === given) ?? null };
  const material = text();
  const [first, second] = providers.map((provider) => weigh(provider, material)).sort((a, b) => b.weight - a.weight);
  return first && first.weight >= enough && first.weight > (second?.weight ?? 0) ? first : nobody;
}

function weigh(provider: CompiledProvider, text: string) {
  const found = provider.knowledge.fingerprints.filter(({ pattern }) => pattern.test(text));
  found.sort((a, b) => b.weight - a.weight);
  return {
    provider,
    weight: found.reduce((sum, { weight }) => sum + weight, 0),
    reasons: found.slice(0, 4).map(({ name }) => name),
    product: found.find(({ product }) => product)?.product ?? null,
  };
}
