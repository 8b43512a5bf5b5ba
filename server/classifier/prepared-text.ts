import { plainLines, plainText } from "./plain-text.ts";

/** A text made ready for comparison, once for all vendors and rules. */
export interface PreparedText {
  text: string;
  lower: string;
}

/** What one diagnosis has made of its material so far. */
export interface Preparations {
  messages: Kept<PreparedText>;
  texts: Kept<PreparedText>;
  quoted: Kept<readonly string[]>;
}

/** What was made from which source. There are few, so that going through them is faster than a map's hash of a long text. */
interface Kept<T> {
  sources: string[];
  made: T[];
}

const maxMessageLength = 4_000;

/** A place to keep what one diagnosis prepares. */
export function makePreparations(): Preparations {
  return {
    messages: { sources: [], made: [] },
    texts: { sources: [], made: [] },
    quoted: { sources: [], made: [] },
  };
}

/** A message as one line, as whole sentences are compared with it. */
export function prepareMessage({ messages }: Preparations, message: string): PreparedText {
  return keptOr(messages, message, preparedMessage);
}

/** A text with its lines, as sentences are searched in it. */
export function prepareText({ texts }: Preparations, text: string): PreparedText {
  return keptOr(texts, text, preparedLines);
}

/** What is kept of this source, or else made from it now. */
export function keptOr<T>({ sources, made }: Kept<T>, source: string, make: (source: string) => T): T {
  const at = sources.indexOf(source);
  if (at !== -1) return made[at] as T;
  const fresh = make(source);
  sources.push(source);
  made.push(fresh);
  return fresh;
}

function preparedMessage(message: string): PreparedText {
  const text = plainText(message.length > maxMessageLength ? message.slice(0, maxMessageLength) : message);
  return { text, lower: text.toLowerCase() };
}

function preparedLines(source: string): PreparedText {
  const text = plainLines(source);
  return { text, lower: text.toLowerCase() };
}
