import { LiteralTable } from "./literal-table.ts";
import { requiredLiterals } from "./required-literals.ts";

/**
 * Patterns that any text is held against, whoever the vendor is. What they cannot do without is found in the same walk as
 * the vendors' own literals; a bit for each says whether it is worth a look.
 */
const literals = new LiteralTable();
/** The bits of each literal, by its place. */
const bits: number[] = [];
const maxMarks = 30;
let marks = 0;
let inUse = false;

/** A bit of their own for patterns. To be asked for while modules load, since what is walked for is fixed by the first walk. */
export function markFor(...patterns: readonly RegExp[]): number {
  return markForWords(patterns.flatMap((pattern) => requiredLiterals(pattern) ?? [""]));
}

/** A bit for whatever holds one of these words (lower case). */
export function markForWords(words: Iterable<string>): number {
  if (inUse || marks >= maxMarks) throw new Error("A mark was asked for too late, or there are too many.");
  const bit = 1 << marks++;
  for (const word of words) {
    if (word === "") throw new Error("A pattern that requires no literal cannot have a mark.");
    const place = literals.placeOf(word);
    bits[place] = (bits[place] ?? 0) | bit;
  }
  return bit;
}

/** A table that begins with the literals of all marks, for others to add theirs. */
export function tableWithMarks(): LiteralTable {
  inUse = true;
  return new LiteralTable(literals);
}

/** The bits of all patterns that may match where the literals of these places were found. */
export function marksAt(places: readonly number[]): number {
  let found = 0;
  for (let at = 0; at < places.length; at++) {
    const place = places[at] as number;
    if (place < bits.length) found |= bits[place] as number;
  }
  return found;
}
