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

/** Weighs the signs of every vendor; nobody wins with less than `enough`, or level with another. */
export function guessProvider(
  text: string,
  providers: readonly CompiledProvider[],
  given: ProviderId | undefined,
): ProviderGuess {
  const asked = given ? providers.filter(({ knowledge }) => knowledge.id === given) : providers;
  const ranked = asked.map((provider) => weigh(provider, text)).sort((a, b) => b.weight - a.weight);
  const [first, second] = ranked;
  if (!first) return { provider: null, reasons: [], product: null };
  if (given) return { provider: first.provider, reasons: [], product: first.product };
  const won = first.weight >= enough && first.weight > (second?.weight ?? 0);
  return won ? first : { provider: null, reasons: [], product: null };
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
