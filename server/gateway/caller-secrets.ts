import type { IncomingHttpHeaders } from "node:http";
import { Secret } from "#server/platform/index.ts";

/** Longest text in a header that counts as a secret of its own, and the shortest. */
const lengths = { least: 8, most: 4_096 };

/**
 * Secrets a caller sends besides its token, in headers the vendor names for them: each header as a whole, and every text
 * inside it where it is JSON (`{"openai": "sk-…"}`).
 */
export function callerSecrets(headers: IncomingHttpHeaders, names: readonly string[] = []): Secret[] {
  if (!names.some((name) => headers[name] !== undefined)) return [];
  const texts = names.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [value].flat().flatMap((text) => [text, ...textsIn(text)]);
  });
  const fit = texts.filter((text) => text.length >= lengths.least && text.length <= lengths.most);
  return [...new Set(fit)].map((text) => new Secret(text));
}

function textsIn(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? Object.values(value).filter((each) => typeof each === "string")
      : [];
  } catch {
    return [];
  }
}
