import type { FailureKnowledge, FailureRule, OperationMatcher } from "#server/providers/index.ts";
import { makeOperationMatcher } from "#server/providers/index.ts";
import { type CompiledMessage, compileMessage } from "./compile-message.ts";

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
  /** Those of them that can hold on a surface with a status, filled as pairs turn up (a few thousand at most). */
  sentencesAt: Map<string, readonly SentenceRule[]>;
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
  operationOf: OperationMatcher;
}

const compiled = new WeakMap<readonly FailureKnowledge[], readonly CompiledProvider[]>();

/** Compiles the knowledge once per list. */
export function compileKnowledge(list: readonly FailureKnowledge[]): readonly CompiledProvider[] {
  const known = compiled.get(list);
  if (known) return known;
  const made = list.map((knowledge) => ({
    ...compileRules(knowledge.failureRules),
    knowledge,
    operationOf: makeOperationMatcher(knowledge.operations),
  }));
  compiled.set(list, made);
  return made;
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
  return { byShape, byCode, sentences, sentencesAt: new Map(), byStatus };
}

function conditions({ surfaces, status, message, shape, jobStatus, products }: FailureRule): number {
  return [message, shape, jobStatus, products, status, surfaces].filter((part) => part !== undefined).length;
}
