/** What a piece of a body is, for its quiet colour. `key` and `string` keep their quotes. */
export type TokenKind = "punctuation" | "key" | "string" | "number" | "word";

/** One piece of JSON text, exactly as it was received. */
export interface JsonToken {
  kind: TokenKind;
  text: string;
}

const pattern = /\s+|([{}[\],:])|("(?:[^"\\]|\\.)*"?)|(-?\d[\d.eE+-]*)|(true|false|null|[a-z]+$)|(.)/gsy;

/**
 * Splits JSON text into its pieces without re-serialising it: numbers keep their digits, strings their escapes, and a
 * body that was cut off is still split as far as it goes. Returns null when the text is not JSON.
 */
export function jsonTokens(text: string): JsonToken[] | null {
  if (!/^\s*[{[]/.test(text)) return null;
  const tokens: JsonToken[] = [];
  for (const match of text.matchAll(pattern)) {
    const token = tokenOf(match);
    if (token === "foreign") return null;
    if (token) tokens.push(token);
  }
  return nameKeys(tokens);
}

function tokenOf(match: RegExpMatchArray): JsonToken | "foreign" | null {
  const [, punctuation, string, number, word, foreign] = match;
  if (punctuation) return { kind: "punctuation", text: punctuation };
  if (string) return { kind: "string", text: string };
  if (number) return { kind: "number", text: number };
  // A word at the very end may be cut in the middle: a truncated body, not another language.
  if (word) return { kind: "word", text: word };
  return foreign === undefined ? null : "foreign";
}

/** A string followed by a colon is a key. */
function nameKeys(tokens: JsonToken[]): JsonToken[] {
  return tokens.map((token, i) =>
    token.kind === "string" && tokens[i + 1]?.text === ":" ? { ...token, kind: "key" } : token,
  );
}

/** The text a string token stands for; a cut or broken token gives what is there. */
export function stringValue(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.replace(/^"|"$/g, "");
  }
}
