const wrappers = new Set(["''", '""', "``"]);

/** How much of a text is looked at; longer material keeps its head and its tail, where traces end in the error. */
export const maxTextLength = 64 * 1024;
const tailLength = 16 * 1024;

/** One line: straight quotes, single spaces, no quotes around the whole. What sentences are compared as. */
export function plainText(text: string): string {
  let plain = straightQuotes(text).replace(/\s+/g, " ").trim();
  while (plain.length > 1 && wrappers.has(`${plain[0]}${plain.at(-1)}`)) plain = plain.slice(1, -1).trim();
  return plain;
}

/** As `plainText`, keeping the lines. What sentences are searched in. */
export function plainLines(text: string): string {
  return straightQuotes(text).replace(/[^\S\n]+/g, " ");
}

/** The text itself, or its head and tail if it is longer than what is looked at. */
export function boundedText(text: string): string {
  if (text.length <= maxTextLength) return text;
  return `${text.slice(0, maxTextLength - tailLength)}\n${text.slice(-tailLength)}`;
}

function straightQuotes(text: string): string {
  return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
}
