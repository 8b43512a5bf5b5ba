import { allMatches } from "./all-matches.ts";

/** Where the vendor's own sentence begins in what client libraries print; `hint` is what a match cannot do without. */
const marks: readonly { hint: string; mark: RegExp }[] = [
  { hint: "| Error: ", mark: /\| Error: ([^\n]{1,2000})/g },
  { hint: ", error: ", mark: /, error: ([^\n]{1,2000})/g },
  { hint: "Error while", mark: /\bError while parsing the (?:PDF )?file '[^'\n]{0,300}': ([^\n]{1,2000})/g },
  { hint: "Failed to ", mark: /\bFailed to (?:parse|upload)[^:\n]{0,120}: +([^\n]{1,2000})/g },
  ...["Error", "Exception", "Warning"].map((hint) => ({
    hint: `${hint}: `,
    mark: new RegExp(`^[ \\t]*(?:[\\w$]{1,60}\\.){0,6}(?:[A-Z]\\w{0,60})?${hint}: ([^\\n]{1,2000})`, "gm"),
  })),
];
const leadingStatus = /^[45]\d{2}:? (?:- )?/;
const maxSentences = 6;
const maxLength = 4_000;

/**
 * Sentences of a text that may be the vendor's, most likely first: the last one after each mark (a trace ends in its
 * error), those inside one another too, and the text itself if it is short.
 */
export function quotedSentences(text: string): string[] {
  const queue = [text.trim()];
  for (let at = 0; at < queue.length && at < maxSentences; at++) {
    const outer = queue[at] ?? "";
    // Every mark ends in a colon before the sentence.
    for (const { hint, mark } of outer.includes(": ") ? marks : []) {
      const inner = outer.includes(hint) ? allMatches(mark, outer).at(-1)?.[1] : undefined;
      if (inner && !queue.includes(inner)) queue.push(inner);
    }
  }
  // What lies deepest is most likely the vendor's own.
  const found = queue
    .toReversed()
    .filter((sentence) => sentence !== "" && sentence.length <= maxLength)
    .flatMap((sentence) => (leadingStatus.test(sentence) ? [sentence.replace(leadingStatus, ""), sentence] : sentence));
  return found.length === 1 ? found : [...new Set(found)].slice(0, maxSentences);
}
