import type { Surface } from "#lib/vocabulary.ts";
import type { ErrorInput, OperationFact, VendorError } from "#server/providers/index.ts";
import type { CompiledProvider } from "./compile-knowledge.ts";
import type { Facts } from "./gather-facts.ts";
import { possibleAt } from "./literal-table.ts";
import { matchFailedState, matchRules, matchStatus, type RuleMatch, type Sighting, searchText } from "./match-rules.ts";
import { quotedSentences } from "./quoted-sentences.ts";
import { statusOfPhrase } from "./status-in-text.ts";

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

/** Reads the material, in which these literals were found, as this vendor's and holds its rules against each reading; a bare status comes last. */
export function tryProvider(
  facts: Facts,
  provider: CompiledProvider,
  literals: readonly number[],
  guessedProduct: string | null,
): Attempt {
  const operation = operationOf(provider, facts);
  const product = facts.product ?? operation?.product ?? productAt(provider, facts) ?? guessedProduct;
  const shared = { kept: facts.kept, possible: possibleAt(provider.sentencesByLiteral, literals) };
  let fallback: Attempt | null = null;
  let tried = 0;
  for (const material of readings(facts)) {
    if (tried++ >= maxReadings) break;
    const error = provider.knowledge.readError(material);
    const sighting = sightingOf(facts, error, error.product ?? product);
    const match = matchRules(provider, sighting, shared);
    const attempt: Attempt = { provider, error, sighting, operation, match, kind: match ? "entry" : "none" };
    if (match) return attempt;
    if (!fallback || (!tells(fallback.error) && tells(error))) fallback = attempt;
  }
  // `readings` always gives at least one.
  const read = fallback as Attempt;
  for (const text of facts.texts) {
    const match = searchText(read.sighting, text, shared);
    if (match) return { ...read, match, kind: "entry" };
  }
  const failed = matchFailedState(provider, read.sighting);
  if (failed) return { ...read, match: failed, kind: "entry" };
  const sighting = { ...read.sighting, status: read.sighting.status ?? statusOfPhrase(read.error.message) };
  const match = matchStatus(provider, sighting);
  return match ? { ...read, sighting, match, kind: "status" } : read;
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
    for (const sentence of sentencesOf(facts, text)) yield { ...common, text: sentence };
    yield { ...common, text };
  }
  if (facts.payloads.length === 0 && facts.texts.length === 0) yield common;
}

/** Quoted once for all vendors. */
function sentencesOf({ kept: { quoted } }: Facts, text: string): readonly string[] {
  const known = quoted.get(text);
  if (known) return known;
  const found = quotedSentences(text);
  quoted.set(text, found);
  return found;
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
  return provider.operationOf(facts.method, vendorPath(facts.path))?.operation ?? null;
}

const methods = ["POST", "GET", "DELETE", "PUT", "PATCH"] as const;

/** What an address without a method is about, where all that can be done there is about the same. */
function productAt(provider: CompiledProvider, { method, path }: Facts): string | null {
  if (method !== null || path === null || !provider.asksForProduct) return null;
  const found = methods.map((each) => provider.operationOf(each, vendorPath(path))?.operation.product);
  const products = new Set(found.filter((product) => product !== undefined));
  return products.size === 1 ? ([...products][0] ?? null) : null;
}

function vendorPath(path: string): string {
  return path.replace(/^\/gateway\/[^/]+\/[^/]+/, "");
}
