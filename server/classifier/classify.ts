import type { DiagnoseInput, DiagnoseResult } from "#lib/contracts/diagnose.ts";
import type { Surface } from "#lib/vocabulary.ts";
import type { ErrorInput, FailureKnowledge, OperationFact, VendorError } from "#server/providers/index.ts";
import { commonRules } from "./common-rules.ts";
import { type CompiledProvider, compileKnowledge } from "./compile-knowledge.ts";
import { allText, type Facts, gatherFacts, networkCodeOf } from "./gather-facts.ts";
import { guessProvider, type ProviderGuess } from "./guess-provider.ts";
import { matchRules, matchStatus, type RuleMatch, type Sighting, searchText } from "./match-rules.ts";
import { quotedSentences } from "./quoted-sentences.ts";
import { type OwnRefusal, readOwnRefusal } from "./read-own-error.ts";
import { toResult } from "./to-result.ts";

/** A reading of the material with a vendor's eyes, and the rule that held for it. */
export interface Attempt {
  provider: CompiledProvider;
  error: VendorError;
  sighting: Sighting;
  operation: OperationFact | null;
  match: RuleMatch | null;
  kind: "entry" | "status" | "none";
}

const maxReadings = 14;

/**
 * Says which catalog entry an error belongs to, by which rule and on what evidence. Pure; never throws; bounded work
 * for any input. What no rule holds for is left unmatched: a wrong entry is worse than none.
 */
export function classifyWith(input: DiagnoseInput, knowledge: readonly FailureKnowledge[]): DiagnoseResult {
  const facts = gatherFacts(input);
  const providers = compileKnowledge(knowledge);
  const guess = guessProvider(() => allText(input, facts), providers, input.provider);
  const refusal = readOwnRefusal(facts.headers, facts.payloads, facts.texts[0] ?? null);
  const own = refusal ? matchOwn(facts, refusal.code) : matchOwn(facts, null);
  if (own) return toResult({ input, facts, guess, own, refusal, attempt: null });
  const attempt = guess.provider ? tryProvider(facts, guess.provider, guess) : tryAll(facts, providers, input);
  if (attempt?.kind !== "entry") {
    const network = matchNetwork(facts, attempt);
    if (network) return toResult({ input, facts, guess, own: network, refusal: null, attempt });
  }
  return toResult({ input, facts, guess, own: null, refusal: null, attempt });
}

function ownSighting(facts: Facts, code: string | null): Sighting {
  const { surface, status, jobStatus } = facts;
  return { surface, status, jobStatus, code, shape: "own", message: null, product: null };
}

function matchOwn(facts: Facts, code: OwnRefusal["code"] | null): RuleMatch | null {
  return matchRules(commonRules, ownSighting(facts, code));
}

/** An exchange without an answer. With an answer, network words are the vendor's own and prove nothing about the way. */
function matchNetwork(facts: Facts, attempt: Attempt | null): RuleMatch | null {
  const surface = attempt?.sighting.surface ?? facts.surface;
  const unanswered = facts.status === null && surface !== "job" && surface !== "webhook";
  if (!unanswered && facts.surface !== "client") return null;
  const code = networkCodeOf(facts);
  return code === null ? null : matchOwn(facts, code);
}

/** Without a sign of the vendor: the one whose own words these are, if it is only one. */
function tryAll(facts: Facts, providers: readonly CompiledProvider[], input: DiagnoseInput): Attempt | null {
  if (input.provider) return null;
  const nobody: ProviderGuess = { provider: null, reasons: [], product: null };
  const found = providers
    .map((provider) => tryProvider(facts, provider, nobody))
    .filter(({ kind, match }) => kind === "entry" && match?.rule.identifies !== false)
    .filter(({ match }) => match?.rule.code !== undefined || match?.rule.message !== undefined);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function tryProvider(facts: Facts, provider: CompiledProvider, guess: ProviderGuess): Attempt {
  const operation = operationOf(provider, facts);
  const product = operation?.product ?? guess.product;
  let fallback: Attempt | null = null;
  let tried = 0;
  for (const material of readings(facts)) {
    if (tried++ >= maxReadings) break;
    const error = provider.knowledge.readError(material);
    const sighting = sightingOf(facts, error, product);
    const match = matchRules(provider, sighting);
    const attempt: Attempt = { provider, error, sighting, operation, match, kind: match ? "entry" : "none" };
    if (match) return attempt;
    if (!fallback || (!tells(fallback.error) && tells(error))) fallback = attempt;
  }
  // `readings` always gives at least one.
  const read = fallback as Attempt;
  for (const text of facts.texts) {
    const match = searchText(provider, read.sighting, text);
    if (match) return { ...read, match, kind: "entry" };
  }
  const match = matchStatus(provider, read.sighting);
  return match ? { ...read, match, kind: "status" } : read;
}

function tells(error: VendorError): boolean {
  return error.code !== null || error.message !== null || error.jobStatus !== null;
}

/** The material as vendor readers take it: each payload, each quoted sentence, the whole text; or nothing at all. */
function* readings(facts: Facts): Generator<ErrorInput> {
  const { surface, method, path, status, headers } = facts;
  const common = { surface, method, path, status, headers, body: null, text: null };
  for (const body of facts.payloads) yield { ...common, body };
  for (const text of facts.texts) {
    for (const sentence of quotedSentences(text)) yield { ...common, text: sentence };
    yield { ...common, text };
  }
  if (facts.payloads.length === 0 && facts.texts.length === 0) yield common;
}

function sightingOf(facts: Facts, error: VendorError, product: string | null): Sighting {
  const jobStatus = facts.jobStatus ?? error.jobStatus;
  const { code, message, shape } = error;
  return { surface: surfaceOf(facts, error), status: facts.status, jobStatus, code, message, shape, product };
}

/** Where the error really showed: a job's own payload is a job, a refused request is HTTP, whatever the caller called it. */
function surfaceOf({ surface, status, jobStatus }: Facts, error: VendorError): Surface | null {
  const spokenOf = surface === "webhook" ? "webhook" : "job";
  if (error.shape === "webhook-event") return "webhook";
  if (error.jobStatus !== null && surface !== "http") return spokenOf;
  if (status !== null && status >= 400) return "http";
  if (error.jobStatus !== null || jobStatus !== null) return spokenOf;
  return surface ?? (status === null ? null : "http");
}

/** The vendor endpoint, also when the call went through Docket's gateway. */
function operationOf(provider: CompiledProvider, facts: Facts): OperationFact | null {
  if (!facts.method || !facts.path) return null;
  const path = facts.path.replace(/^\/gateway\/[^/]+\/[^/]+/, "");
  return provider.operationOf(facts.method, path)?.operation ?? null;
}
