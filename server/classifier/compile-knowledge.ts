import type { FailureKnowledge, FailureRule, OperationMatcher } from "#server/providers/index.ts";
import { makeOperationMatcher } from "#server/providers/index.ts";
import { type CompiledMessage, compileMessage } from "./compile-message.ts";
import { type Guidance, guidanceOf } from "./guidance-of.ts";
import { type LiteralFinder, makeLiteralFinder } from "./literal-finder.ts";
import type { LiteralIndex, LiteralTable } from "./literal-table.ts";
import { requiredLiterals } from "./required-literals.ts";
import { tableWithMarks } from "./text-marks.ts";

/** A rule and what it leads to, looked up once; null where the catalog lacks the entry. */
export interface CompiledRule extends FailureRule {
  guidance: Guidance | null;
}

/** A rule with a sentence, ready to be compared. */
export interface SentenceRule {
  rule: CompiledRule;
  message: CompiledMessage;
}

/** A rule list sorted into the order in which it is tried. */
export interface CompiledRules {
  /**
   * Rules that state a shape or an end of its own (cancelled, partial), and neither code nor sentence, as far as they may
   * hold for this shape.
   */
  forShape(shape: string): readonly CompiledRule[];
  /** Rules that state no more than that a job failed. */
  byFailedState: readonly CompiledRule[];
  byCode: ReadonlyMap<string, readonly CodeRule[]>;
  /** Most specific first. */
  sentences: readonly SentenceRule[];
  /** Rules that state an HTTP status and nothing more. */
  byStatus: ReadonlyMap<number, CompiledRule>;
}

/** A code's rule; `message` where the rule asks for a sentence too. */
export interface CodeRule {
  rule: CompiledRule;
  message: CompiledMessage | null;
}

/** One vendor's failure knowledge, ready for use. Literals are told by their place in `CompiledKnowledge.literals`. */
export interface CompiledProvider extends CompiledRules {
  knowledge: FailureKnowledge;
  /** Of each sentence a word it cannot do without; null where it has none. */
  anchors: Anchors;
  /** The sentences, by that word. */
  sentencesByLiteral: LiteralIndex<SentenceRule>;
  /** Some rules depend on the product. */
  asksForProduct: boolean;
  operationOf: OperationMatcher;
}

/** A sign and the vendor it points to. */
export interface Sign {
  provider: CompiledProvider;
  fingerprint: FailureKnowledge["fingerprints"][number];
}

/** All vendors' knowledge. */
export interface CompiledKnowledge {
  providers: readonly CompiledProvider[];
  /** The vendors' signs, vendor by vendor, each one's strongest first. */
  signs: LiteralIndex<Sign>;
  /** The vendors, by what a rule may recognise each by. */
  recognised: LiteralIndex<CompiledProvider>;
  /** Finds the texts that signs, sentences and codes cannot do without, for all vendors in one walk. */
  literals: LiteralFinder;
}

const compiled = new WeakMap<readonly FailureKnowledge[], CompiledKnowledge>();

/** Compiles the knowledge once per list. */
export function compileKnowledge(list: readonly FailureKnowledge[]): CompiledKnowledge {
  const known = compiled.get(list);
  if (known) return known;
  const table = tableWithMarks();
  const providers = list.map((knowledge) => compileProvider(knowledge, table));
  const signs = table.index(providers.flatMap(signsOf), ({ fingerprint }) => requiredLiterals(fingerprint.pattern));
  const recognised = table.index(providers, recognisedBy);
  const made = { providers, signs, recognised, literals: makeLiteralFinder(table.literals()) };
  compiled.set(list, made);
  return made;
}

function compileProvider(knowledge: FailureKnowledge, table: LiteralTable): CompiledProvider {
  const rules = compileRules(knowledge.failureRules);
  const anchors = anchorsOf(rules.sentences);
  return {
    ...rules,
    knowledge,
    anchors,
    sentencesByLiteral: table.index(rules.sentences, (sentence) => anchors.get(sentence) ?? null),
    asksForProduct: knowledge.failureRules.some(({ products }) => products !== undefined),
    operationOf: makeOperationMatcher(knowledge.operations),
  };
}

function signsOf(provider: CompiledProvider): Sign[] {
  const strongestFirst = provider.knowledge.fingerprints.toSorted((a, b) => b.weight - a.weight);
  return strongestFirst.map((fingerprint) => ({ provider, fingerprint }));
}

/** States that do not say why: a code or a sentence beside them says more. */
const failedWord = /^(?:failed|failure|error)$/i;

/** Sorts rules by what they state. */
export function compileRules(rules: readonly FailureRule[]): CompiledRules {
  const byCode = new Map<string, CodeRule[]>();
  const byStatus = new Map<number, CompiledRule>();
  const byShape: CompiledRule[] = [];
  const byFailedState: CompiledRule[] = [];
  const sentences: SentenceRule[] = [];
  for (const rule of rules.map(withAllMembers)) {
    const message = rule.message === undefined ? null : compileMessage(rule.message);
    if (rule.code !== undefined) byCode.set(rule.code, [...(byCode.get(rule.code) ?? []), { rule, message }]);
    else if (message) sentences.push({ rule, message });
    else if (!rule.shape && rule.jobStatus?.every((word) => failedWord.test(word))) byFailedState.push(rule);
    else if (rule.shape || rule.jobStatus) byShape.push(rule);
    else for (const status of rule.status ?? []) byStatus.set(status, rule);
  }
  for (const list of byCode.values()) list.sort((a, b) => conditions(b.rule) - conditions(a.rule));
  sentences.sort((a, b) => b.message.fixedLength - a.message.fixedLength || conditions(b.rule) - conditions(a.rule));
  byShape.sort((a, b) => conditions(b) - conditions(a));
  return { forShape: rulesByShape(byShape), byFailedState, byCode, sentences, byStatus };
}

/** The same members in the same order for every rule: what holds one against material stays fast. */
function withAllMembers(rule: FailureRule): CompiledRule {
  const { name, entry, surfaces, status, code, message, shape, jobStatus, products, identifies } = rule;
  const guidance = guidanceOf(entry);
  return { name, entry, surfaces, status, code, message, shape, jobStatus, products, identifies, guidance };
}

/** Sorted out once for each shape that a rule states; all others share what states none. */
function rulesByShape(rules: readonly CompiledRule[]): CompiledRules["forShape"] {
  const forAny = rules.filter(({ shape }) => !shape);
  const shapes = new Set(rules.flatMap(({ shape }) => shape ?? []));
  const byShape = new Map(
    [...shapes].map((name) => [name, rules.filter(({ shape }) => !shape || shape.includes(name))]),
  );
  return (shape) => byShape.get(shape) ?? forAny;
}

type Anchors = ReadonlyMap<SentenceRule, readonly [string] | null>;

/** Of each sentence the word fewest others share, so that few are looked at for any text; null where it has none. */
function anchorsOf(sentences: readonly SentenceRule[]): Anchors {
  const shared = new Map<string, number>();
  for (const { message } of sentences) {
    for (const word of new Set(message.words)) shared.set(word, (shared.get(word) ?? 0) + 1);
  }
  const cost = (word: string) => (shared.get(word) ?? 0) * 100 - word.length;
  const anchorOf = ({ message: { words } }: SentenceRule): readonly [string] | null =>
    words.length === 0 ? null : [words.reduce((best, word) => (cost(word) < cost(best) ? word : best))];
  return new Map(sentences.map((sentence) => [sentence, anchorOf(sentence)]));
}

/** Texts one of which any material holds that a rule can tell the vendor by; null where a rule holds for anything. */
function recognisedBy({ anchors, byCode }: CompiledProvider): Set<string> | null {
  const identifying = [...anchors].filter(([{ rule }]) => rule.identifies !== false).map(([, anchor]) => anchor);
  const codes = [...byCode].filter(([, list]) => list.some(({ rule }) => rule.identifies !== false));
  if (identifying.includes(null)) return null;
  return new Set([...identifying.flatMap((anchor) => anchor ?? []), ...codes.map(([code]) => code.toLowerCase())]);
}

function conditions({ surfaces, status, message, shape, jobStatus, products }: FailureRule): number {
  return [message, shape, jobStatus, products, status, surfaces].filter((part) => part !== undefined).length;
}
