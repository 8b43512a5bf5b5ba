import { straightQuotes } from "./plain-text.ts";

/** A terminal's colours, as the escape itself or as logs and JSON write it. */
const colourStart = "(?:\u001b|\\\\u001b|\\\\x1b|\\\\033|\\\\e|#033|\\^\\[)\\[";
const colour = new RegExp(`${colourStart}[0-9;]{0,12}[A-Za-z]`, "gi");
/** The same where the escape was lost on the way. */
const bareColour = /\[\d{1,3}(?:;\d{1,3}){0,4}m/g;
const colourHint = new RegExp(colourStart, "i");

const signs: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#34;": '"',
  "&#39;": "'",
  "&#x27;": "'",
  "&apos;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "\\u0022": '"',
  "\\u0027": "'",
};
const encodedSign = /&(?:quot|apos|lt|gt|amp|#34|#39|#x27);|\\u002[27]/g;
const encodedQuote = /&(?:quot|apos|#34|#39|#x27);|\\u002[27]|\{\s{0,8}[\u2018-\u201d]/;
/** Quotes of other languages, around a message in English. */
const foreignQuote = /[\u00ab\u00bb\u201e\u300c-\u300f]/;
const foreignQuotes = /[\u00ab\u00bb\u201e\u300c-\u300f]/g;
/** In an address or a form: a quote or a brace. */
const encodedPart = /%(?:22|7b|27)/i;
const parts = /[^\s"'<>&?]+/g;

/** Looking for a few letters is much faster than a pattern; most texts hold none of these. */
const hints = [
  "\u001b",
  "\\u00",
  "&",
  "%",
  "\u00ab",
  "\u00bb",
  "[0m",
  "[39m",
  "\\x1b[",
  "\\033[",
  "\\e[",
  "#033[",
  "^[[",
];
const wideQuote = /[\u2018-\u201e\u300c-\u300f]/;

/** Whether a text may be anything but plain. */
function isDressed(text: string): boolean {
  for (const hint of hints) if (text.includes(hint)) return true;
  return wideQuote.test(text) || (text.includes("\n") && numberedLine.test(text));
}

/**
 * A text as it was before a terminal coloured it, a page or a program encoded its quotes (`{&quot;detail&quot;: …}`,
 * `{\u0022detail\u0022: …}`, `%7B%22detail%22…`), a chat changed them (`{“detail”: …}`) or an editor numbered its lines.
 */
export function undressed(text: string): string {
  if (!isDressed(text)) return text;
  let plain = colourHint.test(text) || text.includes("[39m") || text.includes("[0m") ? withoutColours(text) : text;
  if (encodedPart.test(plain)) plain = plain.replace(parts, (part) => (encodedPart.test(part) ? decoded(part) : part));
  if (encodedQuote.test(plain)) plain = straightQuotes(plain.replace(encodedSign, (sign) => signs[sign] ?? sign));
  if (foreignQuote.test(plain)) plain = straightQuotes(plain.replace(foreignQuotes, '"'));
  return numberedLine.test(plain) ? withoutLineNumbers(plain) : plain;
}

function withoutColours(text: string): string {
  return text.replace(colour, "").replace(bareColour, "");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return part;
  }
}

/** An object whose first line has the number 1. */
const numberedLine = /^[ \t]{0,8}1[ \t|:.]{0,8}\n?[ \t]{0,8}[{[][ \t]{0,8}$/m;
const lineNumber = /^[ \t]{0,8}(\d{1,5})(?=[ \t|:.{}[\]"]|$)[|:.]?/;

/** Numbers that count the lines on from 1 are an editor's. */
function withoutLineNumbers(text: string): string {
  let next = 1;
  return text
    .split("\n")
    .map((line) => {
      const found = lineNumber.exec(line);
      if (!found || Number(found[1]) !== next) return line;
      next++;
      return line.slice(found[0].length);
    })
    .join("\n");
}
