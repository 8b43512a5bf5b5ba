import { plainLines, plainText } from "./plain-text.ts";

/** A text made ready for comparison, once for all vendors and rules. */
export interface PreparedText {
  text: string;
  lower: string;
}

/** What one diagnosis has made of its material so far, by what it was made from. */
export interface Preparations {
  messages: Map<string, PreparedText>;
  texts: Map<string, PreparedText>;
  quoted: Map<string, readonly string[]>;
  literals: readonly number[] | null;
}

const maxMessageLength = 4_000;

/** A place to keep what one diagnosis prepares. */
export function makePreparations(): Preparations {
  return { messages: new Map(), texts: new Map(), quoted: new Map(), literals: null };
}

/** A message as one line, as whole sentences are compared with it. */
export function prepareMessage({ messages }: Preparations, message: string): PreparedText {
  return keptOr(messages, message, () => plainText(message.slice(0, maxMessageLength)));
}

/** A text with its lines, as sentences are searched in it. */
export function prepareText({ texts }: Preparations, text: string): PreparedText {
  return keptOr(texts, text, () => plainLines(text));
}

function keptOr(kept: Map<string, PreparedText>, source: string, make: () => string): PreparedText {
  const known = kept.get(source);
  if (known) return known;
  const text = make();
  const made = { text, lower: text.toLowerCase() };
  kept.set(source, made);
  return made;
}
