import { embeddedJson, loneFieldMark, loneFields } from "./embedded-json.ts";
import { statusInText } from "./status-in-text.ts";
import { markFor } from "./text-marks.ts";

/** What can be made out in a free text. Nothing here is vendor-specific. */
export interface PastedFacts {
  status: number | null;
  /** The vendor's word for a job's state, verbatim. */
  jobStatus: string | null;
  method: string | null;
  path: string | null;
  /** Bodies found in the text, the last one first: what came last is what a log or a transcript ends in. */
  bodies: unknown[];
}

const jobStates =
  "PENDING|QUEUED|RUNNING|PROCESSING|PROCESSED|THROTTLED|SUCCESS|SUCCEEDED|PARTIAL_SUCCESS|COMPLETED|COMPLETE|FAILED|FAILURE|ERROR|CANCELLED|CANCELED|CANCELLING|ABORTED|NEEDS_REVIEW|REJECTED";
/** Without a job beside it, only a state in capitals counts: `status: error` is what loggers write. */
const jobStatusWords = [
  new RegExp(`\\bStatusEnum\\.(${jobStates})\\b`),
  new RegExp(
    `\\b[Jj][Oo][Bb]\\b[^\\n]{0,160}?\\b[Ss]tatus\\b["']?\\s{0,3}(?:[:=]|is|was)?\\s{0,3}["']?(${jobStates}|${jobStates.toLowerCase()})\\b`,
  ),
  new RegExp(`\\bstatus["']?\\s{0,3}[:=]\\s{0,3}["']?(${jobStates})\\b`),
];

const stateMark = markFor(...jobStatusWords);

const requestLine = /\b(GET|POST|PUT|PATCH|DELETE) (?:https?:\/\/[^\s/"']{1,200})?(\/[^\s"'?#]{0,500})/;
const bareUrl = /https?:\/\/[^\s/"']{1,200}(\/(?:api|v\d|gateway)[^\s"'?#]{0,500})/;

/** Makes out status, job state, address and bodies in a log line, a trace, a transcript or a mail with these marks. */
export function parsePastedText(text: string, marks: number): PastedFacts {
  const hasPath = text.includes("/");
  const request = hasPath ? requestLine.exec(text) : null;
  const bodies = embeddedJson(text).reverse();
  const fields = bodies.length === 0 && marks & loneFieldMark ? loneFields(text) : null;
  return {
    status: statusInText(text, marks),
    jobStatus: marks & stateMark ? jobStatusIn(text) : null,
    method: request?.[1] ?? null,
    path: request?.[2] ?? (hasPath ? bareUrl.exec(text)?.[1] : null) ?? null,
    bodies: fields ? [fields] : bodies,
  };
}

function jobStatusIn(text: string): string | null {
  for (const pattern of jobStatusWords) {
    const found = pattern.exec(text)?.[1];
    if (found) return found;
  }
  return null;
}
