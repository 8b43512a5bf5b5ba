import { callOfLine, intentOfLine } from "./call-line.ts";
import type { JobNews } from "./observe-answer.ts";
import type { CallRecord } from "./recorder.ts";
import type { CallRow, IntentRow } from "./store.ts";

/** What lies in the spool: a call on its way, what its answer told of jobs, and everything it left behind. */
export type SpoolEntry =
  | { kind: "intent"; intent: IntentRow }
  | { kind: "news"; callId: string; news: JobNews }
  | { kind: "record"; record: CallRecord };

/** How the entries begin that hold a call as a line; any other entry is JSON. */
const intentMark = "intent\t";
const callMark = "call\t";

/** The text of an intent's entry, around its line. */
export function intentText(line: string): string {
  return intentMark + line;
}

/** The text of a record's entry: the call's line, and behind it as JSON what else there is. */
export function recordText(record: CallRecord, callLine: string): string {
  const { bodies, failure, news } = record;
  return `${callMark}${callLine}\t${isCallOnly(record) ? "" : JSON.stringify({ bodies, failure, news })}`;
}

/** Whether a call left nothing behind but itself. */
export function isCallOnly({ bodies, failure, news }: CallRecord): boolean {
  return bodies.length === 0 && !failure && !news;
}

/** The text of what an answer told. */
export function newsText(callId: string, news: JobNews): string {
  return JSON.stringify({ kind: "news", callId, news } satisfies SpoolEntry);
}

/** Reads an entry's text back, its times as times again. Null for one of another Docket's, which this one does not know. */
export function readSpoolEntry(text: string): SpoolEntry | null {
  if (text.startsWith(intentMark)) return { kind: "intent", intent: intentOfLine(text.slice(intentMark.length)) };
  if (text.startsWith(callMark)) return { kind: "record", record: readRecord(text.slice(callMark.length)) };
  const entry = JSON.parse(text) as SpoolEntry;
  switch (entry.kind) {
    // An earlier Docket wrote all three as JSON.
    case "intent":
      return { ...entry, intent: { ...entry.intent, startedAt: new Date(entry.intent.startedAt) } };
    case "news":
      return { ...entry, news: newsAgain(entry.news) };
    case "record":
      return { ...entry, record: { call: callAgain(entry.record.call), ...restAgain(entry.record) } };
    default:
      return null;
  }
}

function readRecord(text: string): CallRecord {
  // JSON holds no tab as it is.
  const end = text.lastIndexOf("\t");
  const rest = text.slice(end + 1);
  const call = callOfLine(text.slice(0, end));
  return { call, ...(rest === "" ? { bodies: [], failure: null, news: null } : restAgain(JSON.parse(rest))) };
}

function callAgain(call: CallRow): CallRow {
  return { ...call, startedAt: new Date(call.startedAt), endedAt: new Date(call.endedAt) };
}

function restAgain({ bodies, failure, news }: Omit<CallRecord, "call">): Omit<CallRecord, "call"> {
  return {
    bodies: bodies.map((body) => ({ ...body, at: new Date(body.at) })),
    failure: failure && { ...failure, at: new Date(failure.at) },
    news: news && newsAgain(news),
  };
}

function newsAgain(news: JobNews): JobNews {
  const { file, pollSoon, observations } = news;
  return {
    ...news,
    observations: observations.map(({ at, startedAt, failure, ...rest }) => ({
      ...rest,
      at: new Date(at),
      ...(startedAt ? { startedAt: new Date(startedAt) } : {}),
      failure: failure ? { ...failure, at: new Date(failure.at) } : null,
    })),
    file: file && { ...file, at: new Date(file.at) },
    pollSoon: pollSoon && { ...pollSoon, at: new Date(pollSoon.at) },
  };
}
