import type { DiagnoseInput, DiagnoseResult } from "#lib/contracts/diagnose.ts";
import type { FailureKnowledge } from "#server/providers/index.ts";
import { commonRules } from "./common-rules.ts";
import { type CompiledKnowledge, compileKnowledge } from "./compile-knowledge.ts";
import { foreignMark, isForeignPayload, isForeignText } from "./foreign-errors.ts";
import { allText, type Facts, gatherFacts, type Material, networkCodeOf } from "./gather-facts.ts";
import { givenProvider, guessProvider } from "./guess-provider.ts";
import { possibleAt } from "./literal-table.ts";
import { matchRules, type RuleMatch } from "./match-rules.ts";
import { readOwnRefusal } from "./read-own-error.ts";
import { toResult } from "./to-result.ts";
import { type Attempt, tryProvider } from "./try-provider.ts";

/**
 * Says which catalog entry an error belongs to, by which rule and on what evidence. Pure; never throws; bounded work
 * for any input. What no rule holds for is left unmatched: a wrong entry is worse than none.
 */
export function classifyWith(input: Material, knowledge: readonly FailureKnowledge[]): DiagnoseResult {
  const compiled = compileKnowledge(knowledge);
  const facts = gatherFacts(input, compiled.literals);
  const guess = input.provider
    ? givenProvider(input.provider, compiled)
    : guessProvider(() => allText(input, facts), facts.places, compiled);
  const refusal = readOwnRefusal(facts.headers, facts.payloads, facts.texts[0] ?? null, facts.marks);
  const own = matchOwn(facts, refusal?.code ?? null);
  if (own) return toResult({ input, facts, guess, own, refusal, attempt: null });
  if (isForeign(facts, input))
    return toResult({ ...nothing, foreign: true, input, facts, guess: { ...guess, provider: null, reasons: [] } });
  const attempt = guess.provider ? tryProvider(facts, guess.provider, guess.product) : tryAll(facts, compiled, input);
  if (attempt?.kind !== "entry") {
    const network = matchNetwork(facts, attempt, compiled);
    if (network) return toResult({ input, facts, guess, own: network, refusal: null, attempt });
  }
  return toResult({ input, facts, guess, own: null, refusal: null, attempt });
}

const nothing = { own: null, refusal: null, attempt: null } as const;

/**
 * Whether the error is another service's. The outermost payload decides, or else how the text ends. A body whose vendor is
 * given is that vendor's, whatever its words are: a vendor's own database may fail, and say so.
 */
function isForeign({ payloads, texts, marks }: Facts, input: DiagnoseInput): boolean {
  if (input.provider && input.body !== undefined) return false;
  if (payloads.length > 0 && isForeignPayload(payloads[0])) return true;
  return (marks & foreignMark) !== 0 && texts.some((text) => isForeignText(text, marks));
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

/** Without a sign of the vendor: the one whose own words these are, if it is only one. */
function tryAll(facts: Facts, compiled: CompiledKnowledge, input: DiagnoseInput): Attempt | null {
  if (input.provider) return null;
  const found = possibleAt(compiled.recognised, facts.places)
    .map((provider) => tryProvider(facts, provider, null))
    .filter(({ kind, match }) => kind === "entry" && match?.rule.identifies !== false)
    .filter(({ match }) => match?.rule.code !== undefined || match?.rule.message !== undefined);
  return found.length === 1 ? (found[0] ?? null) : null;
}
