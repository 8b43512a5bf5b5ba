import type { FailureKnowledge, FailureRule, OperationMatcher } from "#server/providers/index.ts";
import { makeOperationMatcher } from "#server/providers/index.ts";
import { type CompiledMessage, compileMessage } from "./compile-message.ts";
import { type LiteralFinder, makeLiteralFinder } from "./literal-finder.ts";
import { requiredLiterals } from "./required-literals.ts";
import { wordsOf } from "./words-of.ts";

/** A rule with a sentence, ready to be compared. */
export interface SentenceRule {
  rule: FailureRule;
  message: CompiledMessage;
}

/** A rule list sorted into the order in which it is tried. */
export interface CompiledRules {
  /** Rules that state a shape or a job state, and neither code nor sentence. */
  byShape: readonly FailureRule[];
  byCode: ReadonlyMap<string, readonly CodeRule[]>;
  /** Most specific first. */
  sentences: readonly SentenceRule[];
  /** Places in `sentences` by one word each cannot do without; under "" those that have no such word. */
  sentencesByWord: ReadonlyMap<string, readonly number[]>;
  /** Rules that state an HTTP status and nothing more. */
  byStatus: ReadonlyMap<number, FailureRule>;
}

/** A code's rule; `message` where the rule asks for a sentence too. */
export interface CodeRule {
  rule: FailureRule;
  message: CompiledMessage | null;
}

/** One vendor's failure knowledge, ready for use. */
export interface CompiledProvider extends CompiledRules {
  knowledge: FailureKnowledge;
  /** The vendor's signs, strongest first. */
  signs: readonly Sign[];
  /** Words one of which material must hold for a rule to recognise the vendor by; null = it may be anything. */
  recognisedBy: ReadonlySet<string> | null;
  operationOf: OperationMatcher;
}

/** A fingerprint, and places in `CompiledKnowledge.literals` one of which it cannot do without; null = no such texts. */
export interface Sign {
  fingerprint: FailureKnowledge["fingerprints"][number];
  literals: readonly number[] | null;
}

/** All vendors' knowledge. */
export interface CompiledKnowledge {
  providers: readonly CompiledProvider[];
  /** Finds the texts that signs cannot do without, for all vendors in one walk. */
  literals: LiteralFinder;
}

const compiled = new WeakMap<readonly FailureKnowledge[], CompiledKnowledge>();

/** Compiles the knowledge once per list. */
export function compileKnowledge(list: readonly FailureKnowledge[]): CompiledKnowledge {
  const known = compiled.get(list);
  if (known) return known;
  const literals = new Map<string, number>();
  const providers = list.map((knowledge) => compileProvider(knowledge, literals));
  const made = { providers, literals: makeLiteralFinder([...literals.keys()]) };
  compiled.set(list, made);
  return made;
}

function compileProvider(knowledge: FailureKnowledge, literals: Map<string, number>): CompiledProvider {
  const rules = compileRules(knowledge.failureRules);
  const strongestFirst = knowledge.fingerprints.toSorted((a, b) => b.weight - a.weight);
  const placeOf = (literal: string) => {
    const place = literals.get(literal) ?? literals.size;
    literals.set(literal, place);
    return place;
  };
  return {
    ...rules,
    knowledge,
    signs: strongestFirst.map((fingerprint) => ({
      fingerprint,
      literals: requiredLiterals(fingerprint.pattern)?.map(placeOf) ?? null,
    })),
    recognisedBy: recognisedBy(rules),
    operationOf: makeOperationMatcher(knowledge.operations),
  };
}

/** Sorts rules by what they state. */
export function compileRules(rules: readonly FailureRule[]): CompiledRules {
  const byCode = new Map<string, CodeRule[]>();
  const byStatus = new Map<number, FailureRule>();
  const byShape: FailureRule[] = [];
  const sentences: SentenceRule[] = [];
  for (const rule of rules) {
    const message = rule.message === undefined ? null : compileMessage(rule.message);
    if (rule.code !== undefined) byCode.set(rule.code, [...(byCode.get(rule.code) ?? []), { rule, message }]);
    else if (message) sentences.push({ rule, message });
    else if (rule.shape || rule.jobStatus) byShape.push(rule);
    else for (const status of rule.status ?? []) byStatus.set(status, rule);
  }
  for (const list of byCode.values()) list.sort((a, b) => conditions(b.rule) - conditions(a.rule));
  sentences.sort((a, b) => b.message.fixedLength - a.message.fixedLength || conditions(b.rule) - conditions(a.rule));
  byShape.sort((a, b) => conditions(b) - conditions(a));
  return { byShape, byCode, sentences, sentencesByWord: indexByWord(sentences), byStatus };
}

/** Each sentence under the word fewest others share, so that few are looked at for any text. */
function indexByWord(sentences: readonly SentenceRule[]): Map<string, number[]> {
  const shared = new Map<string, number>();
  for (const { message } of sentences) {
    for (const word of new Set(message.words)) shared.set(word, (shared.get(word) ?? 0) + 1);
  }
  const index = new Map<string, number[]>();
  sentences.forEach(({ message }, place) => {
    const word = anchorOf(message.words, shared);
    index.set(word, [...(index.get(word) ?? []), place]);
  });
  return index;
}

function anchorOf(words: readonly string[], shared: ReadonlyMap<string, number>): string {
  const cost = (word: string) => (shared.get(word) ?? 0) * 100 - word.length;
  return words.reduce((best, word) => (best === "" || cost(word) < cost(best) ? word : best), "");
}

/** Words one of which any material must hold that a rule of this vendor can recognise by itself; null = may be anything. */
function recognisedBy(rules: CompiledRules): ReadonlySet<string> | null {
  const words = new Set<string>();
  for (const [word, places] of rules.sentencesByWord) {
    if (!places.some((place) => rules.sentences[place]?.rule.identifies !== false)) continue;
    if (word === "") return null;
    words.add(word);
  }
  for (const [code, list] of rules.byCode) {
    if (!list.some(({ rule }) => rule.identifies !== false)) continue;
    const parts = [...wordsOf(code.toLowerCase())];
    if (parts.length === 0) return null;
    words.add(parts.reduce((best, part) => (part.length > best.length ? part : best)));
  }
  return words;
}

function conditions({ surfaces, status, message, shape, jobStatus, products }: FailureRule): number {
  return [message, shape, jobStatus, products, status, surfaces].filter((part) => part !== undefined).length;
}
