import type { DiagnoseInput, DiagnoseResult } from "#lib/contracts/diagnose.ts";
import type { FailureKnowledge } from "#server/providers/index.ts";
import { commonRules } from "./common-rules.ts";
import { type CompiledKnowledge, compileKnowledge } from "./compile-knowledge.ts";
import { deeperText } from "./deeper-text.ts";
import { foreignMark, isForeignPayload, isForeignText } from "./foreign-errors.ts";
import { type Facts, gatherFacts, type Material, networkCodeOf } from "./gather-facts.ts";
import { givenProvider, guessProvider, type ProviderGuess } from "./guess-provider.ts";
import { type LiteralIndex, possibleAt } from "./literal-table.ts";
import { matchRules, type RuleMatch } from "./match-rules.ts";
import { readOwnRefusal } from "./read-own-error.ts";
import { toResult } from "./to-result.ts";
import { type Attempt, hasItsOwnWords, tryProvider } from "./try-provider.ts";
import { allText } from "./vendor-haystack.ts";

/**
 * Says which catalog entry an error belongs to, by which rule and on what evidence. Pure; never throws; bounded work
 * for any input. What no rule holds for is left unmatched: a wrong entry is worse than none.
 */
export function classifyWith(input: Material, knowledge: readonly FailureKnowledge[]): DiagnoseResult {
  const { result, facts } = look(input, knowledge);
  if (input.provider || facts.whole === null || !saysNothing(result) || wasFine(facts)) return result;
  if (!mayNameAVendor(facts, compileKnowledge(knowledge))) return result;
  const text = deeperText(facts.whole);
  if (text === null) return result;
  const status = facts.statusFromText ? undefined : (facts.status ?? undefined);
  const deeper = look({ ...input, body: undefined, text, status }, knowledge).result;
  return rank(deeper) > rank(result) ? deeper : result;
}

/** Neither an entry, nor another service's, nor a body that a vendor's reader understood. */
function saysNothing({ match, evidence }: DiagnoseResult): boolean {
  const { shape, foreign } = evidence;
  return match !== "entry" && !foreign && (shape === undefined || shape === "unknown-json");
}

/** Whether anything in the material, at whatever depth, may be a vendor's sign or its own words. */
function mayNameAVendor({ places }: Facts, { signs, recognised }: CompiledKnowledge): boolean {
  const isSaid = <T>(index: LiteralIndex<T>) => possibleAt(index, places).length > index.alwaysThings.length;
  return isSaid(signs) || isSaid(recognised);
}

function rank({ match }: DiagnoseResult): number {
  return match === "entry" ? 2 : match === "status" ? 1 : 0;
}

/** An answer that went well holds a result, whose words are the document's. */
function wasFine({ status, jobStatus }: Facts): boolean {
  return (status !== null && status < 400) || (jobStatus !== null && !/fail|err/i.test(jobStatus));
}

function look(input: Material, knowledge: readonly FailureKnowledge[]): { result: DiagnoseResult; facts: Facts } {
  const compiled = compileKnowledge(knowledge);
  const facts = gatherFacts(input, compiled.literals);
  const guess = input.provider
    ? givenProvider(input.provider, compiled)
    : guessProvider(() => allText(input, facts), facts.places, compiled);
  const refusal = readOwnRefusal(facts.headers, facts.payloads, facts.texts[0] ?? null, facts.marks);
  const own = matchOwn(facts, refusal?.code ?? null);
  if (own) return { result: toResult({ input, facts, guess, own, refusal, attempt: null }), facts };
  if (isForeign(facts, input, guess))
    return {
      result: toResult({ ...nothing, foreign: true, input, facts, guess: { ...guess, provider: null, reasons: [] } }),
      facts,
    };
  const attempt = guess.provider
    ? tryProvider(facts, guess.provider, guess.product, true)
    : tryAll(facts, compiled, input);
  if (attempt?.kind !== "entry") {
    const network = matchNetwork(facts, attempt, compiled);
    if (network) return { result: toResult({ input, facts, guess, own: network, refusal: null, attempt }), facts };
  }
  return { result: toResult({ input, facts, guess, own: null, refusal: null, attempt }), facts };
}

const nothing = { own: null, refusal: null, attempt: null } as const;

/**
 * Whether the error is another service's. The outermost payload decides, or else how the text ends. A body whose vendor is
 * given is that vendor's, whatever its words are: a vendor's own database may fail, and say so.
 */
function isForeign({ payloads, texts, marks }: Facts, input: DiagnoseInput, guess: ProviderGuess): boolean {
  if (input.provider && input.body !== undefined) return false;
  if (payloads.length > 0 && isForeignPayload(payloads[0])) return true;
  if ((marks & foreignMark) === 0) return false;
  const knowledge = guess.provider?.knowledge;
  const presumed = {
    viaModelClient: knowledge === undefined || knowledge.calledThroughModelClients === true,
    isOurs: (line: string) => knowledge?.fingerprints.some(({ pattern }) => pattern.test(line)) ?? false,
  };
  return texts.some((text) => isForeignText(text, marks, presumed));
}

/** A rule that holds whoever the vendor is: for a code, or for a job that vanished. */
function matchOwn({ surface, status, jobStatus, kept }: Facts, code: string | null): RuleMatch | null {
  if (code === null && jobStatus === null) return null;
  const sighting = { surface, status, jobStatus, code, shape: "own", message: null, product: null };
  return matchRules(commonRules, sighting, { kept, possible: [] });
}

/** An exchange without an answer. With an answer, network words are the vendor's own and prove nothing about the way. */
function matchNetwork(facts: Facts, attempt: Attempt | null, { literals }: CompiledKnowledge): RuleMatch | null {
  const surface = attempt?.sighting.surface ?? facts.surface;
  // A log of good answers that ends in a broken exchange is about the broken one.
  const answered = facts.status !== null && !(facts.statusFromText && facts.status < 400);
  const unanswered = !answered && surface !== "job" && surface !== "webhook";
  if (!unanswered && facts.surface !== "client") return null;
  const code = networkCodeOf(facts, literals);
  return code === null ? null : matchOwn(facts, code);
}

/** A code that others use as well may come with a sentence that nobody else says. */
function isTold(attempt: Attempt, facts: Facts): boolean {
  return attempt.match?.rule.identifies !== false || hasItsOwnWords(attempt, facts);
}

/** Without a sign of the vendor: the one whose own words these are, if it is only one. */
function tryAll(facts: Facts, compiled: CompiledKnowledge, input: DiagnoseInput): Attempt | null {
  if (input.provider) return null;
  const found = possibleAt(compiled.recognised, facts.places)
    .map((provider) => tryProvider(facts, provider, null, false))
    .filter((attempt) => attempt.kind === "entry" && isTold(attempt, facts))
    .filter(({ match }) => match?.rule.code !== undefined || match?.rule.message !== undefined);
  return found.length === 1 ? (found[0] ?? null) : null;
}
