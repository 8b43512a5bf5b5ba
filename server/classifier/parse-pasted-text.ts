import { embeddedJson, loneFields } from "./embedded-json.ts";

/** What can be made out in a free text. Nothing here is vendor-specific. */
export interface PastedFacts {
  status: number | null;
  /** The vendor's word for a job's state, verbatim. */
  jobStatus: string | null;
  method: string | null;
  path: string | null;
  /** Bodies found in the text, in order. */
  bodies: unknown[];
  /** Sentences that may be the vendor's, most likely first. */
  sentences: string[];
}

/** An HTTP answer's first line, in transcripts and access logs. */
const statusLine = /HTTP\/\d(?:\.\d)?"? (\d{3})\b/g;
const statusWords = [
  /\bstatus[ _-]?code["']?\s{0,3}[:=]?\s{0,3}["']?(\d{3})\b/i,
  /\bhttp[ _-]?(?:status|error|code)["']?\s{0,3}[:=]?\s{0,3}["']?(\d{3})\b/i,
  /\berror code:\s{0,3}(\d{3})\b/i,
  /\b(?:client|server) error '(\d{3})\b/i,
  /\bstatus["']?\s{0,3}[:=]\s{0,3}["']?(\d{3})\b/i,
  /\b(?:returned|answered|responded with|failed with|got|received)(?: an?)?(?: error)?(?: http)?(?: status)?(?: code)?:? ([45]\d{2})\b/i,
  /(?:^|[\s:>("[])([45]\d{2})(?= \{| "\{|:? \{| - ["'{]| status code \(no body\))/m,
  /(?:^|[\s:>("'[])([45]\d{2}),? (?=(?:Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Conflict|Payload Too Large|Request Entity Too Large|Content Too Large|Unprocessable|Too Many Requests|(?:Server Error: )?Internal Server Error|Client Error|Server Error|Bad Gateway|Service Unavailable|Service Temporarily|Gateway Time))/im,
  /\bHTTP (\d{3})\b/i,
  /^\s{0,8}([45]\d{2})(?=\s{0,3}(?:[:"{-]|$))/,
];

const jobStates =
  "PENDING|QUEUED|RUNNING|PROCESSING|PROCESSED|THROTTLED|SUCCESS|SUCCEEDED|PARTIAL_SUCCESS|COMPLETED|COMPLETE|FAILED|FAILURE|ERROR|CANCELLED|CANCELED|ABORTED";
const jobStatusWords = [
  new RegExp(`\\bStatusEnum\\.(${jobStates})\\b`),
  new RegExp(`\\bjob\\b[^\\n]{0,160}?\\bstatus\\b["']?\\s{0,3}(?:[:=]|is|was)?\\s{0,3}["']?(${jobStates})\\b`, "i"),
  new RegExp(`\\bstatus["']?\\s{0,3}[:=]\\s{0,3}["']?(${jobStates})\\b`),
];

const requestLine = /\b(GET|POST|PUT|PATCH|DELETE) (?:https?:\/\/[^\s/"']{1,200})?(\/[^\s"'?#]{0,500})/;
const bareUrl = /https?:\/\/[^\s/"']{1,200}(\/(?:api|v\d|gateway)[^\s"'?#]{0,500})/;

/** Where the vendor's own sentence begins in what client libraries print. */
const sentenceMarks = [
  /\| Error: ([^\n]{1,2000})/g,
  /, error: ([^\n]{1,2000})/g,
  /\bError while parsing the (?:PDF )?file '[^'\n]{0,300}': ([^\n]{1,2000})/g,
  /\bFailed to (?:parse|upload)[^:\n]{0,120}: +([^\n]{1,2000})/g,
  /^[ \t]*(?:[\w$]{1,60}\.){0,6}[A-Z]\w{0,60}(?:Error|Exception|Warning): ([^\n]{1,2000})/gm,
];
const leadingStatus = /^[45]\d{2}:? (?:- )?/;
const maxSentences = 6;

/** Makes out status, job state, address, bodies and sentences in a log line, a trace, a transcript or a mail. */
export function parsePastedText(text: string): PastedFacts {
  const request = requestLine.exec(text);
  const bodies = embeddedJson(text);
  const fields = bodies.length === 0 ? loneFields(text) : null;
  return {
    status: statusOf(text),
    jobStatus: firstOf(text, jobStatusWords),
    method: request?.[1] ?? null,
    path: request?.[2] ?? bareUrl.exec(text)?.[1] ?? null,
    bodies: fields ? [fields] : bodies,
    sentences: sentencesOf(text),
  };
}

function statusOf(text: string): number | null {
  const lines = [...text.matchAll(statusLine)].map((match) => Number(match[1]));
  const answered = lines.findLast((status) => status >= 400) ?? lines.findLast((status) => status >= 200);
  if (answered !== undefined) return answered;
  const status = Number(firstOf(text, statusWords) ?? Number.NaN);
  return status >= 100 && status <= 599 ? status : null;
}

function firstOf(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found) return found;
  }
  return null;
}

/** The last sentence after each mark (a trace ends in its error), those inside one another too, and the whole text. */
function sentencesOf(text: string): string[] {
  const found = new Set<string>();
  const trimmed = text.trim();
  const queue = trimmed.length <= 4_000 ? [trimmed] : [text];
  for (let at = 0; at < queue.length && at < maxSentences; at++) {
    for (const mark of sentenceMarks) {
      const inner = [...(queue[at] ?? "").matchAll(mark)].at(-1)?.[1];
      if (inner && !queue.includes(inner)) queue.push(inner);
    }
  }
  // What lies deepest is most likely the vendor's own.
  for (const sentence of queue.toReversed()) {
    if (sentence.length > 4_000) continue;
    found.add(sentence.replace(leadingStatus, ""));
    found.add(sentence);
  }
  return [...found].slice(0, maxSentences);
}
