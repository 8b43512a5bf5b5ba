/** An HTTP answer's first line, in transcripts and access logs. */
const statusLine = /http\/\d(?:\.\d)?"? (\d{3})\b/g;

const reasonPhrases =
  "bad request|unauthorized|payment required|forbidden|not found|conflict|payload too large|request entity too large|content too large|unprocessable|too many requests|(?:server error: )?internal server error|client error|server error|bad gateway|service unavailable|service temporarily|gateway time";

/** Ways of writing a status, surest first; all for lower-case text. `hint` is what a match cannot do without. */
const wordings: readonly { hint: string; pattern: RegExp }[] = [
  { hint: "status", pattern: /\bstatus[ _-]?code["']?\s{0,3}[:=]?\s{0,3}["']?(\d{3})\b/ },
  { hint: "http", pattern: /\bhttp[ _-]?(?:status|error|code)["']?\s{0,3}[:=]?\s{0,3}["']?(\d{3})\b/ },
  { hint: "error code", pattern: /\berror code:\s{0,3}(\d{3})\b/ },
  { hint: " error '", pattern: /\b(?:client|server) error '(\d{3})\b/ },
  { hint: "status", pattern: /\bstatus["']?\s{0,3}[:=]\s{0,3}["']?(\d{3})\b/ },
  {
    hint: "e",
    pattern:
      /\b(?:returned|answered|responded with|failed with|got|received)(?: an?)?(?: error)?(?: http)?(?: status)?(?: code)?:? ([45]\d{2})\b/,
  },
  { hint: "", pattern: /(?:^|[\s:>("[])([45]\d{2})(?= \{| "\{|:? \{| - ["'{]| status code \(no body\))/m },
  { hint: "", pattern: new RegExp(`(?:^|[\\s:>("'[])([45]\\d{2}),? (?=(?:${reasonPhrases}))`, "m") },
  { hint: "http ", pattern: /\bhttp (\d{3})\b/ },
  { hint: "", pattern: /^\s{0,8}([45]\d{2})(?=\s{0,3}(?:[:"{-]|$))/ },
];
const anyStatus = /\b[1-5]\d\d\b/;

/** The HTTP status a text speaks of: the last failed answer of a transcript, or what is called a status. */
export function statusInText(text: string): number | null {
  if (!anyStatus.test(text)) return null;
  const lower = text.toLowerCase();
  const lines = lower.includes("http/") ? [...lower.matchAll(statusLine)].map((match) => Number(match[1])) : [];
  const answered = lines.findLast((status) => status >= 400) ?? lines.findLast((status) => status >= 200);
  if (answered !== undefined) return answered;
  for (const { hint, pattern } of wordings) {
    const found = lower.includes(hint) ? Number(pattern.exec(lower)?.[1]) : Number.NaN;
    if (found >= 100 && found <= 599) return found;
  }
  return null;
}
