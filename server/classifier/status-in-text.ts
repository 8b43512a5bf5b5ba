import { allMatches } from "./all-matches.ts";
import { markFor } from "./text-marks.ts";

/** An HTTP answer's first line, in transcripts and clients' logs (`"HTTP/1.1 503 …"`). */
const answerLine = /http\/\d(?:\.\d)?("?) (\d{3})\b/g;
/** What is called a status, in words or as a field; the last number named so counts. */
const named =
  /\b(?:status[ _-]?code|http[ _-]?(?:status|error|code)|status|error code)["'\\]{0,2}\s{0,3}(?:[:=]|=>|of|is|was|)\s{0,3}["'\\]{0,2}(\d{3})\b|\b(?:client|server) error '(\d{3})\b/g;

/** A number right before the body it came with; 443 is the port. */
const beforeBody = /(?:^|[\s:>("[])((?!443)[45]\d{2})(?= "\{|:? \{| - ["'{]| b'\{)/gm;
const answerMark = markFor(answerLine);
const namedMark = markFor(named);

const reasonPhrases =
  "bad request|unauthorized|payment required|forbidden|not found|conflict|payload too large|request entity too large|content too large|unprocessable|too many requests|(?:server error: )?internal server error|client error|server error|bad gateway|service unavailable|service temporarily|gateway time|rate limit";

/** Looser ways of writing a status, surest first; all for lower-case text. `hint` is what a match cannot do without. */
const loose: readonly { hint: string; pattern: RegExp }[] = [
  {
    hint: "e",
    pattern:
      /\b(?:returns?|returned|returning|answers?|answered|answering|responds?|responded|replies|replied|fails|failed|got|receives?|received|c[oa]mes? back)(?: with)?(?: an?)?(?: error)?(?: http)?(?: status)?(?: code)?:? ([45]\d{2})\b(?! ?(?:pages?|files?|documents?|rows?|credits?|results?|items?|[a-z]{0,3}bytes?|[kmg]b|ms|seconds?|usd|eur|%|\.\d))/,
  },
  { hint: " status code (no body)", pattern: /(?:^|[\s:>("[])([45]\d{2})(?= status code \(no body\))/m },
  { hint: "", pattern: new RegExp(`(?:^|[\\s:>("'[])([45]\\d{2})[\\]),:]{0,2} \\(?(?=(?:${reasonPhrases}))`, "m") },
  // `ClientResponseError(429, message='…')`.
  { hint: ", message=", pattern: /[\s(:]([45]\d{2}), message=/ },
  {
    hint: "",
    pattern:
      /(?:c[o\u00f3]digo(?: de (?:estado|error))?|codice|\u043a\u043e\u0434|\u72b6\u6001\u7801|\u9519\u8bef\u7801|\u30b9\u30c6\u30fc\u30bf\u30b9(?:\u30b3\u30fc\u30c9)?|\uc0c1\ud0dc \ucf54\ub4dc)\s{0,3}[:=]?\s{0,3}([45]\d{2})\b/,
  },
  { hint: "http ", pattern: /\bhttp (\d{3})\b/ },
  { hint: "(", pattern: /\b(?:failed|error|rejected|refused)\b[^\n(]{0,40}\((?:http |status )?([45]\d{2})\)/ },
  {
    hint: "",
    pattern:
      /\b(?:gets?|getting|gives?|throws?|throwing|error|code|an?)(?: an?| the)?:? (?:http )?([45]\d{2})\b(?! ?(?:pages?|files?|documents?|rows?|credits?|[a-z]{0,3}bytes?|ms|seconds?|usd|eur|%|\.\d))/,
  },
  {
    hint: ": ",
    pattern: /(?<!\b(?:left|remaining|used|total|count|pages|credits|limit|size|port|id|line)): ([45]\d{2})\s{0,4}$/m,
  },
  { hint: "<response [", pattern: /<response \[([45]\d{2})\b/ },
  // `LlamaParse 402`, and nothing more.
  { hint: " ", pattern: /^\s{0,4}[a-z][\w.-]{2,20} ([45]\d{2})\s{0,4}$/ },
  { hint: "<title>", pattern: /<title>[^<\n]{0,200}\b([45]\d{2})\b/ },
  { hint: "", pattern: /^\s{0,8}([45]\d{2})(?=\s{0,3}(?:[:"{-]|$))/ },
];
const failedStatus = /(?<!\d)[45]\d\d(?!\d)/;
const anyStatus = /\b[1-5]\d\d\b/;

/**
 * The HTTP status a text speaks of. The last failed answer of a log or transcript counts; the caller's own server
 * answering its visitor (an access log's line) and good answers count only where nothing else does.
 */
export function statusInText(text: string, marks: number): number | null {
  if (!anyStatus.test(text)) return null;
  const lower = text.toLowerCase();
  const seen: Seen = { failed: null, failedAt: -1, visitor: null, fine: null };
  if (marks & answerMark) {
    for (const match of allMatches(answerLine, lower)) note(seen, Number(match[2]), match.index, match[1] === '"');
  }
  if (marks & namedMark) {
    for (const match of allMatches(named, lower)) note(seen, Number(match[1] ?? match[2]), match.index, false);
  }
  if (lower.includes("{")) {
    for (const match of allMatches(beforeBody, lower)) note(seen, Number(match[1]), match.index, false);
  }
  return seen.failed ?? looseIn(lower) ?? seen.visitor ?? seen.fine;
}

/** The status of the body a text quotes last, where the number stands right before it; null where none does. */
export function statusBeforeBody(text: string): number | null {
  const found = allMatches(beforeBody, text.toLowerCase()).at(-1)?.[1];
  return found === undefined ? null : Number(found);
}

interface Seen {
  failed: number | null;
  failedAt: number;
  /** What the caller's own server answered. */
  visitor: number | null;
  fine: number | null;
}

function note(seen: Seen, status: number, at: number, toVisitor: boolean): void {
  if (status < 100 || status > 599) return;
  if (status < 400) seen.fine = status >= 200 ? status : seen.fine;
  else if (toVisitor) seen.visitor = status;
  else if (at > seen.failedAt) {
    seen.failed = status;
    seen.failedAt = at;
  }
}

function looseIn(lower: string): number | null {
  if (!failedStatus.test(lower)) return null;
  for (const { hint, pattern } of loose) {
    const found = lower.includes(hint) ? pattern.exec(lower)?.[1] : undefined;
    if (found) return Number(found);
  }
  return numberWithItsName(lower);
}

/** A status whose number and standard name stand in one line, whatever is between them. */
function numberWithItsName(lower: string): number | null {
  for (const line of lower.split("\n", maxNamedLines)) {
    const number = line.length < maxNamedLength ? standingAlone.exec(line)?.[1] : undefined;
    if (number && plainNames.some(([name, status]) => status === Number(number) && line.includes(name)))
      return Number(number);
  }
  return null;
}

const standingAlone = /(?<![\w.,:/-])([45]\d{2})(?![\w%]|[.,]\d)/;
const maxNamedLines = 40;
const maxNamedLength = 1_000;

const statusOf: Readonly<Record<string, number>> = {
  "bad request": 400,
  unauthorized: 401,
  "payment required": 402,
  forbidden: 403,
  "not found": 404,
  "404 page not found": 404,
  "method not allowed": 405,
  conflict: 409,
  "payload too large": 413,
  "content too large": 413,
  "request entity too large": 413,
  "unsupported media type": 415,
  "unprocessable entity": 422,
  "unprocessable content": 422,
  "too many requests": 429,
  "internal server error": 500,
  "bad gateway": 502,
  "service unavailable": 503,
  "service temporarily unavailable": 503,
  "gateway timeout": 504,
  "gateway time-out": 504,
  // Envoy's own words.
  "no healthy upstream": 503,
  "upstream request timeout": 504,
};

/** Names nobody uses for anything else: what is `not found` may be a file of the caller's own. */
const plainlyEnding =
  / (payment required|too many requests|internal server error|bad gateway|service unavailable|gateway timeout|gateway time-out)$/;
const phrases: ReadonlyMap<string, number> = new Map(Object.entries(statusOf));
/** Names of two words: one alone is too common a word. */
const plainNames = Object.entries(statusOf).filter(([name]) => name.includes(" "));
const maxPhraseLength = 60;

/** The status whose standard name this message is or ends in, with or without its number; null for any other. */
export function statusOfPhrase(message: string | null): number | null {
  if (message === null) return null;
  if (message.startsWith("upstream connect error or disconnect/reset before headers")) return 503;
  const trimmed = message.trim();
  if (trimmed.length > maxPhraseLength && !/[.!]$/.test(trimmed)) return null;
  const plain = trimmed.toLowerCase().replace(/[.!]+$/, "");
  if (plain.length > maxPhraseLength) return null;
  const numbered = /^([45]\d{2}):? +(?:- )?(.+)$/.exec(plain);
  const named = numbered?.[2] ?? plain;
  const ending = named.slice(named.lastIndexOf(": ") + 1).trim();
  const plainly = plainlyEnding.exec(named)?.[1] ?? "";
  const status = phrases.get(named) ?? phrases.get(ending) ?? phrases.get(plainly) ?? null;
  return numbered && Number(numbered[1]) !== status ? null : status;
}
