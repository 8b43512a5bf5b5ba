import { allMatches } from "./all-matches.ts";
import { networkCodes, networkWordings, ownWords } from "./network-wordings.ts";
import { markFor, markForWords } from "./text-marks.ts";

const token =
  /\b(?:EAI_AGAIN|E[A-Z]{3,15}|UND_ERR_[A-Z_]{3,30}|[A-Z]{1,20}_[A-Z_]{0,20}CERT[A-Z_]{0,30}|CERT_[A-Z_]{3,30}|ERR_(?:TLS|SSL|STREAM)_[A-Z_]{3,40}|UNABLE_TO_[A-Z_]{3,40})\b/g;
const page = /^\s*<(?:!doctype|html|head|body)/i;

/** No text without these marks speaks of a network failure. */
export const networkMarks =
  markFor(...networkWordings.map(({ pattern }) => pattern)) |
  markForWords([...networkCodes, ...ownWords].map((code) => code.toLowerCase()));

/**
 * The network failure a text speaks of, as a code; null when it speaks of none. A page somebody served is an answer,
 * whatever its words are.
 */
export function networkCodeIn(text: string): string | null {
  const whole = text.length < 40 ? text.trim() : "";
  if (ownWords.has(whole)) return whole;
  if (page.test(text)) return null;
  for (const { early, code, pattern } of networkWordings) if (early && pattern.test(text)) return code;
  for (const match of allMatches(token, text)) if (networkCodes.has(match[0])) return match[0];
  return networkWordings.find(({ pattern }) => pattern.test(text))?.code ?? null;
}
