const wrappers = "'\"`";

/** How much of a text is looked at; longer material keeps its head and its tail, where traces end in the error. */
export const maxTextLength = 64 * 1024;
const tailLength = 16 * 1024;

/** One line: straight quotes, single spaces, no quotes around the whole. What sentences are compared as. */
export function plainText(text: string): string {
  let plain = (uneven.test(text) ? straightQuotes(text).replace(/\s+/g, " ") : text).trim();
  while (isWrapped(plain)) plain = plain.slice(1, -1).trim();
  return plain;
}

function isWrapped(text: string): boolean {
  const first = text[0];
  return first !== undefined && text.length > 1 && first === text.at(-1) && wrappers.includes(first);
}

/** As `plainText`, keeping the lines. What sentences are searched in. */
export function plainLines(text: string): string {
  return unevenLines.test(text) ? straightQuotes(text).replace(/[^\S\n]+/g, " ") : text;
}

/** The text itself, or its head and tail if it is longer than what is looked at. */
export function boundedText(text: string): string {
  if (text.length <= maxTextLength) return text;
  return `${text.slice(0, maxTextLength - tailLength)}\n${text.slice(-tailLength)}`;
}

/**
 * Space that is not single or not plain, and curly quotes; most sentences have none, and are left as they are. Space is
 * spelt out, as `\s` knows it: one set of letters is looked for much faster than what follows what.
 */
const uneven = /[\t-\r\u00a0\u1680\u2000-\u200a\u2018\u2019\u201c\u201d\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}/;
const unevenLines =
  /[\t\v\f\r\u00a0\u1680\u2000-\u200a\u2018\u2019\u201c\u201d\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}/;

/** With straight quotes for curly ones. */
export function straightQuotes(text: string): string {
  return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
}
