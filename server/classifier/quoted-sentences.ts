import { allMatches } from "./all-matches.ts";
import { markFor } from "./text-marks.ts";

interface Opening {
  /** What a match cannot do without. */
  hint: string;
  opening: RegExp;
  /** The same for a text of one line, where it must stand at the beginning: then nothing else is looked through. */
  inOneLine?: RegExp;
}

/** Where the vendor's own sentence begins in what client libraries print. */
const openings: readonly Opening[] = [
  { hint: "| Error: ", opening: /\| Error: ([^\n]{1,2000})/g },
  { hint: ", error: ", opening: /, error: ([^\n]{1,2000})/g },
  { hint: "Error while", opening: /\bError while parsing the (?:PDF )?file '[^'\n]{0,300}': ([^\n]{1,2000})/g },
  { hint: "Failed to ", opening: /\bFailed to (?:parse|upload)[^:\n]{0,120}: +([^\n]{1,2000})/g },
  ...["Error", "Exception", "Warning"].map((hint) => {
    const source = `^[ \\t]*(?:[\\w$]{1,60}\\.){0,6}(?:[A-Z]\\w{0,60})?${hint}: ([^\\n]{1,2000})`;
    return { hint: `${hint}: `, opening: new RegExp(source, "gm"), inOneLine: new RegExp(source) };
  }),
];
const lineBreak = /[\n\r\u2028\u2029]/;
const openingMark = markFor(...openings.map(({ opening }) => opening));
const leadingStatus = /^[45]\d{2}:? (?:- )?/;
const maxSentences = 6;
const maxLength = 4_000;

/**
 * Sentences of a text with these marks that may be the vendor's, most likely first: the last one after each opening (a trace
 * ends in its error), those inside one another too, and the text itself if it is short.
 */
export function quotedSentences(text: string, marks: number): readonly string[] {
  const found: string[] = [];
  // What lies deepest is most likely the vendor's own.
  for (const sentence of nested(text.trim(), marks).reverse()) {
    if (sentence === "" || sentence.length > maxLength) continue;
    const bare = leadingStatus.test(sentence) ? sentence.replace(leadingStatus, "") : sentence;
    if (!found.includes(bare)) found.push(bare);
    if (!found.includes(sentence)) found.push(sentence);
  }
  return found.length > maxSentences ? found.slice(0, maxSentences) : found;
}

/** A text, and behind it the sentences inside it, outermost first. */
function nested(text: string, marks: number): string[] {
  const queue = [text];
  if (!(marks & openingMark)) return queue;
  for (let at = 0; at < queue.length && at < maxSentences; at++) {
    const outer = queue[at] as string;
    const isOneLine = !lineBreak.test(outer);
    for (const opening of openings) {
      const inner = outer.includes(opening.hint) ? sentenceAfter(opening, outer, isOneLine) : undefined;
      if (inner && !queue.includes(inner)) queue.push(inner);
    }
  }
  return queue;
}

function sentenceAfter({ opening, inOneLine }: Opening, text: string, isOneLine: boolean): string | undefined {
  return isOneLine && inOneLine ? inOneLine.exec(text)?.[1] : allMatches(opening, text).at(-1)?.[1];
}
