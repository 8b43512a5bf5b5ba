import { generalCodes, knownCodes } from "./codes.ts";

/** What one reading of a payload or text gives; fields left out are not said. */
export interface Read {
  shape: string;
  code?: string | null;
  message?: string | null;
  requestId?: string | null;
  jobStatus?: string | null;
  product?: string | null;
}

const quoted = "(?:\"((?:[^\"\\\\\\n]|\\\\.){0,2000})\"|'((?:[^'\\\\\\n]|\\\\.){0,2000})')";
/** `code='CORRUPT_FILE'`, `"code": "CORRUPT_FILE"`, `code=CORRUPT_FILE`, `failureReason: CORRUPT_FILE`. */
const labelledCode =
  /\b(?:code|failureReason|failure_reason|reason)\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)\b/g;
const labelledMessage = new RegExp(`\\b(?:message|failureMessage|failure_message)["']?\\s{0,3}[:=]\\s{0,3}${quoted}`);
const labelledRequest =
  /\b(?:requestId|request_id|x-extend-request-id)\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?([A-Za-z]{2,10}_[A-Za-z0-9_-]{4,60})\b/;
/** `CORRUPT_FILE: …` at the head of a sentence, also after what clients put before it: `parse run failed: `. */
const leadingCode =
  /^(?:[A-Za-z][\w ]{0,60}: ){0,2}([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|ABORTED|UNAUTHORIZED)(?=$|[\s:.,;|)])/;
const codeTokens = /(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/g;
const searched = 20_000;

/**
 * A text that is no JSON. Codes count where they are labelled or lead the sentence; inside a sentence only those that no
 * other service is likely to use. Typed errors of the Python SDK print their body as `code='…' message='…'`.
 */
export function readText(plain: string): Read {
  if (/^\s*<(?:!doctype|html|head|body)/i.test(plain)) return { shape: "html", message: titleOf(plain) };
  const head = plain.slice(0, searched);
  const requestId = labelledRequest.exec(head)?.[1] ?? null;
  const labelled = labelledIn(head);
  const message = labelledMessage.exec(head);
  if (labelled !== undefined) {
    const sentence = message ? (message[1] ?? message[2] ?? null) : null;
    return { shape: "labelled-text", code: labelled, message: sentence ?? plain, requestId };
  }
  return { shape: "plain-text", code: leading(head) ?? inside(head), message: plain, requestId };
}

/** Not by `matchAll`, which makes a copy of the pattern each time. */
function labelledIn(text: string): string | undefined {
  labelledCode.lastIndex = 0;
  for (let match = labelledCode.exec(text); match !== null; match = labelledCode.exec(text)) {
    if (knownCodes.has(match[1] ?? "")) return match[1];
  }
  return undefined;
}

function leading(text: string): string | null {
  const code = leadingCode.exec(text)?.[1];
  return code && knownCodes.has(code) ? code : null;
}

function inside(text: string): string | null {
  if (!text.includes("_")) return null;
  return text.match(codeTokens)?.find((token) => knownCodes.has(token) && !generalCodes.has(token)) ?? null;
}

function titleOf(page: string): string | null {
  return (/<title>([^<]{1,200})<\/title>/i.exec(page) ?? /<h1>([^<]{1,200})<\/h1>/i.exec(page))?.[1] ?? null;
}
