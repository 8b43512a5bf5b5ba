import type { LiteralFinder } from "./literal-finder.ts";
import { maxTextLength } from "./plain-text.ts";

const maxVisited = 400;
const maxFields = 60;

/** Places of the literals that the strings of these payloads hold, whatever their depth; bounded. */
export function literalsInPayloads(payloads: readonly unknown[], literals: LiteralFinder): readonly number[] {
  return payloads.length === 0 ? [] : literals.find(stringsIn(payloads));
}

/** Breadth first, so that of a large payload the members that speak of it as a whole are among them. */
function stringsIn(payloads: readonly unknown[]): string[] {
  const strings: string[] = [];
  const queue: unknown[] = [...payloads];
  for (let at = 0; at < queue.length && at < payloads.length + maxVisited; at++) {
    const value = queue[at];
    if (typeof value === "string") strings.push(value.length > maxTextLength ? value.slice(0, maxTextLength) : value);
    else if (typeof value === "object" && value !== null && !isKnown(value, at, payloads)) {
      // Not by `for … in`: each new shape of an object would throw the compiled loop away.
      const held: unknown[] = Array.isArray(value) ? value : Object.values(value);
      for (let field = 0; field < held.length && field < maxFields; field++) queue.push(held[field]);
    }
  }
  return strings;
}

/** What a payload wraps is a payload, too: met as a member, it has been gone through already. */
function isKnown(value: object, at: number, payloads: readonly unknown[]): boolean {
  return at >= payloads.length && payloads.length > 1 && payloads.includes(value);
}
