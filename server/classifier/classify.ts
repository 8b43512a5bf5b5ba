import type { DiagnoseInput, DiagnoseResult } from "#lib/contracts/diagnose.ts";
import type { FailureKnowledge } from "#server/providers/index.ts";
import { commonRules } from "./common-rules.ts";
import { type CompiledKnowledge, compileKnowledge } from "./compile-knowledge.ts";
import { isForeignPayload, isForeignText } from "./foreign-errors.ts";
import { allText, type Facts, gatherFacts, type Material, networkCodeOf } from "./gather-facts.ts";
import { givenProvider, guessProvider, type ProviderGuess } from "./guess-provider.ts";
import { literalsIn } from "./literals-in.ts";
import { matchRules, type RuleMatch } from "./match-rules.ts";
import { readOwnRefusal } from "./read-own-error.ts";
import { toResult } from "./to-result.ts";
import { type Attempt, tryProvider } from "./try-provider.ts";

/**
 * Says which catalog entry an error belongs to, by which rule and on what evidence. Pure; never throws; bounded work
 * for any input. What no rule holds for is left unmatched: a wrong entry is worse than none.
 */
export function classifyWith(input: Material, knowledge: readonly FailureKnowledge[]): DiagnoseResult {
  const facts = gatherFacts(input);
  const compiled = compileKnowledge(knowledge);
  const guess = input.provider
    ? givenProvider(input.provider, compiled)
    : guessFrom(allText(input, facts), facts, compiled);
  const refusal = readOwnRefusal(facts.headers, facts.payloads, facts.texts[0] ?? null);
  const own = matchOwn(facts, refusal?.code ?? null);
  if (own) return toResult({ input, facts, guess, own, refusal, attempt: null });
  if (isForeign(facts, input))
    return toResult({ ...nothing, foreign: true, input, facts, guess: { ...guess, provider: null, reasons: [] } });
  const attempt = guess.provider
    ? tryProvider(facts, guess.provider, literalsIn(facts, compiled), guess.product)
    : tryAll(facts, compiled, input);
  if (attempt?.kind !== "entry") {
    const network = matchNetwork(facts, attempt);
    if (network) return toResult({ input, facts, guess, own: network, refusal: null, attempt });
  }
  return toResult({ input, facts, guess, own: null, refusal: null, attempt });
}

/** One walk finds the literals of signs and of sentences alike. */
function guessFrom(shown: string, facts: Facts, compiled: CompiledKnowledge): ProviderGuess {
  return guessProvider(shown, literalsIn(facts, compiled, shown), compiled);
}

const nothing = { own: null, refusal: null, attempt: null } as const;

/**
 * Whether the error is another service's. The outermost payload decides, or else how the text ends. A body whose vendor is
 * given is that vendor's, whatever its words are: a vendor's own database may fail, and say so.
 */
function isForeign({ payloads, texts }: Facts, input: DiagnoseInput): boolean {
  if (input.provider && input.body !== undefined) return false;
  return (payloads.length > 0 && isForeignPayload(payloads[0])) || texts.some(isForeignText);
}

/** A rule that holds whoever the vendor is: for a code, or for a job that vanished. */
function matchOwn({ surface, status, jobStatus, kept }: Facts, code: string | null): RuleMatch | null {
  if (code === null && jobStatus === null) return null;
  const sighting = { surface, status, jobStatus, code, shape: "own", message: null, product: null };
  return matchRules(commonRules, sighting, { kept, possible: [] });
}

/** An exchange without an answer. With an answer, network words are the vendor's own and prove nothing about the way. */
function matchNetwork(facts: Facts, attempt: Attempt | null): RuleMatch | null {
  const surface = attempt?.sighting.surface ?? facts.surface;
  // A log of good answers that ends in a broken exchange is about the broken one.
  const answered = facts.status !== null && !(facts.statusFromText && facts.status < 400);
  const unanswered = !answered && surface !== "job" && surface !== "webhook";
  if (!unanswered && facts.surface !== "client") return null;
  const code = networkCodeOf(facts);
  return code === null ? null : matchOwn(facts, code);
}

/** Without a sign of the vendor: the one whose own words these are, if it is only one. */
function tryAll(facts: Facts, compiled: CompiledKnowledge, input: DiagnoseInput): Attempt | null {
  if (input.provider) return null;
  const literals = literalsIn(facts, compiled);
  const found = compiled.providers
    .filter(({ recognisedBy }) => recognisedBy === null || literals.some((place) => recognisedBy.has(place)))
    .map((provider) => tryProvider(facts, provider, literals, null))
    .filter(({ kind, match }) => kind === "entry" && match?.rule.identifies !== false)
    .filter(({ match }) => match?.rule.code !== undefined || match?.rule.message !== undefined);
  return found.length === 1 ? (found[0] ?? null) : null;
}
