import type { JobNews } from "./observe-answer.ts";
import type { CallRecord } from "./recorder.ts";
import type { IntentRow } from "./store.ts";

/** What lies in the spool: a call on its way, what its answer told of jobs, and everything it left behind. */
export type SpoolEntry =
  | { kind: "intent"; intent: IntentRow }
  | { kind: "news"; callId: string; news: JobNews }
  | { kind: "record"; record: CallRecord };

/** The text of a record's entry, as `JSON.stringify` would write it; its call, most of it, is not written out twice. */
export function recordText({ bodies, failure, news }: CallRecord, callJson: string): string {
  const rest = bodies.length === 0 && !failure && !news ? nothingElse : JSON.stringify({ bodies, failure, news });
  return `{"kind":"record","record":{"call":${callJson},${rest.slice(1)}}`;
}

const nothingElse = JSON.stringify({ bodies: [], failure: null, news: null });

/** Reads an entry's text back, its times as times again. Null for one of another Docket's, which this one does not know. */
export function readSpoolEntry(text: string): SpoolEntry | null {
  const entry = JSON.parse(text) as SpoolEntry;
  switch (entry.kind) {
    case "intent":
      return { ...entry, intent: { ...entry.intent, startedAt: new Date(entry.intent.startedAt) } };
    case "news":
      return { ...entry, news: newsAgain(entry.news) };
    case "record":
      return { ...entry, record: recordAgain(entry.record) };
    default:
      return null;
  }
}

function recordAgain({ call, bodies, failure, news }: CallRecord): CallRecord {
  return {
    call: { ...call, startedAt: new Date(call.startedAt), endedAt: new Date(call.endedAt) },
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
