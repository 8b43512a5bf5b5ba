import { allMatches } from "./all-matches.ts";

/** Longer texts, and those of many lines, speak of more than one thing. */
const maxLength = 400;
const word = /(?<![\w./-])[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){1,6}(?![\w/-])/g;
/** `error_code=timeout`, `reason: "corrupt_file"`, `error type is unknown`. */
const labelled =
  /(?<![\w-])(?:error[_ ]?code|error[_ ]?type|failure[_ ]?reason|code|reason)\\?["'`]?\s{0,3}(?:=>|[:=]|is|was|)\s{0,3}\\?["'`]?([A-Za-z][A-Za-z0-9_]{2,60})\b/gi;
/** Where another service is spoken of as well, the code may be that one's. */
const otherService =
  /\b(?:openai|anthropic|claude|gemini|azure|bedrock|mistral|cohere|groq|supabase|stripe|redis|postgres\w*|s3|slack|twilio|vercel|firebase|textract|unstructured|reducto)\b/i;

/** `TIMEOUT: …`, `409 CONFLICT`: in capitals before a colon or behind a status. */
const heading = /(?<![\w.-])([A-Z][A-Z0-9_]{3,60}): (?=\S)|\b[45]\d\d[ :-]{1,3}([A-Z][A-Z0-9_]{3,60})\b/g;

/** A code, and the sentence it came with. */
export interface NamedCode {
  code: string;
  message: string;
}

/**
 * The one code of these that a short text names in passing, whatever its case: labelled, before a colon, or a word with an
 * underscore; in several lines, the one that is a line of its own. Null where it names none, or several. It tells what happened, not whose error it is.
 */
export function codeInProse(text: string, codes: ReadonlyMap<string, unknown>): NamedCode | null {
  const plain = text.trim();
  if (plain.includes("\n")) return codeAlone(plain, codes);
  if (plain.length > maxLength) return null;
  const found = onlyCode(labelled, plain, codes) ?? onlyCode(heading, plain, codes) ?? onlyCode(word, plain, codes);
  return found === null || otherService.test(plain) ? null : found;
}

const maxLines = 60;

/** Of several lines the one that is a code and nothing else, as a member of an object is. */
function codeAlone(text: string, codes: ReadonlyMap<string, unknown>): NamedCode | null {
  const lines = text.split("\n", maxLines + 1);
  const alone = new Set(lines.filter((line) => line.includes("_") && codes.has(line)));
  const [code] = alone;
  return code === undefined || alone.size > 1 || lines.length > maxLines ? null : { code, message: text };
}

function onlyCode(pattern: RegExp, text: string, codes: ReadonlyMap<string, unknown>): NamedCode | null {
  let found: NamedCode | null = null;
  for (const match of allMatches(pattern, text)) {
    const named = match[1] ?? match[2] ?? match[0];
    const code = [named, named.toUpperCase(), named.toLowerCase()].find((each) => codes.has(each));
    if (code === undefined) continue;
    if (found !== null && found.code !== code) return null;
    const rest = text.slice(match.index + match[0].length).replace(/^[\s:,;)"'\u0060-]{1,8}/, "");
    found ??= { code, message: rest === "" ? text : rest };
  }
  return found;
}
