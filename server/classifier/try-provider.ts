import type { Surface } from "#lib/vocabulary.ts";
import type { ErrorInput, OperationFact, VendorError } from "#server/providers/index.ts";
import { codeInProse } from "./code-in-prose.ts";
import type { CompiledProvider } from "./compile-knowledge.ts";
import { isForeignPayload } from "./foreign-errors.ts";
import type { Facts } from "./gather-facts.ts";
import { possibleAt } from "./literal-table.ts";
import { matchCutSentence } from "./match-cut-sentence.ts";
import {
  matchFailedState,
  matchRules,
  matchSentence,
  matchStatus,
  type RuleMatch,
  type Shared,
  type Sighting,
  searchText,
} from "./match-rules.ts";
import { keptOr } from "./prepared-text.ts";
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

/**
 * Reads the material as this vendor's and holds its rules against each reading; a bare status comes last. Only of a vendor
 * that is known otherwise (`isKnown`) a code may be named in passing.
 */
export function tryProvider(
  facts: Facts,
  provider: CompiledProvider,
  guessedProduct: string | null,
  isKnown: boolean,
): Attempt {
  const operation = operationOf(provider, facts);
  const product = facts.product ?? operation?.product ?? productAt(provider, facts) ?? guessedProduct;
  const shared = { kept: facts.kept, possible: possibleAt(provider.sentencesByLiteral, facts.places) };
  const bodies = facts.payloads.length < 2 ? facts.payloads : facts.payloads.filter((body) => isOurs(body, facts));
  let fallback: Attempt | null = null;
  for (let at = 0; at < maxReadings; at++) {
    const material = readingAt(facts, bodies, at);
    if (material === null) break;
    const error = provider.knowledge.readError(material);
    const sighting = sightingOf(facts, error, error.product ?? product);
    const match = matchRules(provider, sighting, shared);
    if (match) return { provider, error, sighting, operation, match, kind: "entry" };
    if (!fallback || (!tells(fallback.error) && tells(error))) {
      fallback = { provider, error, sighting, operation, match, kind: "none" };
    }
  }
  // There always is a first reading.
  const read = fallback as Attempt;
  for (const text of facts.texts) {
    const match = searchText(read.sighting, text, shared) ?? searchQuoting(facts, read.sighting, text, shared);
    if (match) return { ...read, match, kind: "entry" };
  }
  const cut = matchCutSentence(provider, read.sighting, facts.kept);
  if (cut) return { ...read, match: cut, kind: "entry" };
  const named = isKnown ? matchNamedCode(facts, read, shared) : null;
  if (named) return named;
  const failed = matchFailedState(provider, read.sighting);
  if (failed) return { ...read, match: failed, kind: "entry" };
  const sighting = { ...read.sighting, status: read.sighting.status ?? statusOfPhrase(read.error.message) };
  const match = matchStatus(provider, sighting);
  return match ? { ...read, sighting, match, kind: "status" } : read;
}

/** Whether the message it read is a sentence by which alone the vendor is known. */
export function hasItsOwnWords({ provider, sighting }: Attempt, facts: Facts): boolean {
  const possible = possibleAt(provider.sentencesByLiteral, facts.places);
  const own = possible.filter(({ rule }) => rule.identifies !== false);
  return matchSentence(sighting, { kept: facts.kept, possible: own }) !== null;
}

/** A sentence that itself holds the number the text's status was taken from: `Failed to fetch document_url: HTTP 403`. */
function searchQuoting(facts: Facts, sighting: Sighting, text: string, shared: Shared): RuleMatch | null {
  if (!facts.statusFromText || sighting.status === null) return null;
  const match = searchText({ ...sighting, status: null }, text, shared);
  const quoted = String(sighting.status);
  return Object.values(match?.values ?? {}).some((value) => value.includes(quoted)) ? match : null;
}

/** A code that no reader made out, because prose names it in its own way. */
function matchNamedCode(facts: Facts, read: Attempt, shared: Shared): Attempt | null {
  for (const text of facts.texts) {
    const named = codeInProse(text, read.provider.byCode);
    const sighting = named && { ...read.sighting, ...named };
    const match = sighting && matchRules(read.provider, sighting, shared);
    if (match) return { ...read, sighting, error: { ...read.error, code: named.code }, match, kind: "entry" };
  }
  return null;
}

function tells(error: VendorError): boolean {
  return error.code !== null || error.message !== null || error.jobStatus !== null;
}

/**
 * The material as vendor readers take it, one after the other: each body, each quoted sentence, the whole text; or nothing
 * at all. Null behind the last one.
 */
function readingAt(facts: Facts, bodies: readonly unknown[], at: number): ErrorInput | null {
  if (at < bodies.length) return reading(facts, bodies[at], null);
  let left = at - bodies.length;
  for (const text of facts.texts) {
    const sentences = sentencesOf(facts, text);
    if (left <= sentences.length) return reading(facts, null, sentences[left] ?? text);
    left -= sentences.length + 1;
  }
  return at === 0 ? reading(facts, null, null) : null;
}

function reading({ surface, method, path, status, headers }: Facts, body: unknown, text: string | null): ErrorInput {
  return { surface, method, path, status, headers, body, text };
}

/** A log may hold another service's error before the vendor's, which comes first among the payloads. */
function isOurs(body: unknown, { payloads }: Facts): boolean {
  return body === payloads[0] || !isForeignPayload(body);
}

/** Quoted once for all vendors. */
function sentencesOf({ kept, marks }: Facts, text: string): readonly string[] {
  return keptOr(kept.quoted, text, (source) => quotedSentences(source, marks));
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
  const asked = vendorPath(path);
  const found = methods.map((each) => provider.operationOf(each, asked)?.operation.product);
  const products = new Set(found.filter((product) => product !== undefined));
  return products.size === 1 ? ([...products][0] ?? null) : null;
}

function vendorPath(path: string): string {
  return path.replace(/^\/gateway\/[^/]+\/[^/]+/, "");
}
