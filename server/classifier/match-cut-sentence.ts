import type { CompiledRules } from "./compile-knowledge.ts";
import { holds, type RuleMatch, type Sighting } from "./match-rules.ts";
import { type Preparations, prepareMessage } from "./prepared-text.ts";

const cutMark = /\s*(?:\.\.\.|\u2026|[([<]?(?:cut|truncated)[)\]>]?|\s)+$/i;
const shortestCut = 30;

/** The rule whose sentence begins with this message, which was cut off: the longer its piece, the fewer sentences begin so. */
export function matchCutSentence(
  { sentences }: CompiledRules,
  sighting: Sighting,
  kept: Preparations,
): RuleMatch | null {
  if (sighting.message === null || sighting.message.length < shortestCut) return null;
  const { lower } = prepareMessage(kept, sighting.message);
  const start = lower.slice(0, shortestCut);
  const begun = sentences.filter(({ message }) => message.opening.startsWith(start));
  const head = begun.length === 0 ? "" : lower.replace(cutMark, "");
  if (head.length < shortestCut) return null;
  const found = begun.filter(
    ({ rule, message }) =>
      message.opening.length > head.length && message.opening.startsWith(head) && holds(rule, sighting),
  );
  const entries = new Set(found.map(({ rule }) => rule.entry));
  return found[0] && entries.size === 1 ? { rule: found[0].rule, values: null, stage: null } : null;
}
