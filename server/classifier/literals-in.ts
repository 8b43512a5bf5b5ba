import type { CompiledKnowledge } from "./compile-knowledge.ts";
import type { Facts } from "./gather-facts.ts";
import { maxTextLength } from "./plain-text.ts";

const maxVisited = 400;
const maxFields = 60;

/**
 * Literals that the material holds, found once: no sign, sentence or code can be there without its own. `shown` is what a
 * vendor is recognised by, and holds the texts; without it, the texts themselves.
 */
export function literalsIn(facts: Facts, { literals }: CompiledKnowledge, shown?: string): readonly number[] {
  facts.kept.literals ??= literals.find(materialOf(facts, shown).toLowerCase());
  return facts.kept.literals;
}

function materialOf({ texts, payloads }: Facts, shown: string | undefined): string {
  const read = shown ?? (texts.length === 1 ? (texts[0] ?? "") : texts.join("\n"));
  if (payloads.length === 0) return read;
  const pieces: string[] = [read];
  const queue: unknown[] = [...payloads];
  const seen = new Set<unknown>();
  for (let at = 0; at < queue.length && at < maxVisited; at++) {
    const value = queue[at];
    if (typeof value === "string") pieces.push(value.slice(0, maxTextLength));
    else if (typeof value === "object" && value !== null && !seen.has(value)) {
      seen.add(value);
      // Not by `for … in`: each new shape of an object would throw the compiled loop away.
      const held: unknown[] = Object.values(value);
      for (let field = 0; field < held.length && field < maxFields; field++) queue.push(held[field]);
    }
  }
  return pieces.join("\n");
}
