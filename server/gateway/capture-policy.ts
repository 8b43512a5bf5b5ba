import type { OperationMatch } from "#server/providers/index.ts";
import { type AnswerHead, isEventStream } from "./exchange.ts";
import { HeadCapture } from "./head-capture.ts";
import { RequestCapture } from "./request-capture.ts";

/** How much of an error body is kept, in bytes. */
const errorBytes = 64 * 1024;
/** How much of an answer that speaks of jobs is read, in bytes; results beyond it are learned by a poll. */
const jobBytes = 1024 * 1024;
/** How much of the answer of a job inside one call is read, in bytes: nothing else tells how it ended and what it cost. */
const syncJobBytes = 4 * 1024 * 1024;
/** How much of both ends of an event stream is kept, in bytes: an error or a bill comes in its last events. */
const eventBytes = 64 * 1024;
/** How much of a request's head is watched for its file name and options, in bytes. */
const requestBytes = 64 * 1024;

const speaksOfJobs = new Set(["create_job", "read_job", "list_jobs", "cancel_job", "upload"]);

/** What is watched of an answer; null = pass it by unseen. */
export function captureOfAnswer(match: OperationMatch | null, answer: AnswerHead): HeadCapture | null {
  if (answer.status >= 400) return new HeadCapture(errorBytes);
  if (!match) return null;
  const isSync = match.operation.kind === "sync_job";
  if (!isSync && !speaksOfJobs.has(match.operation.kind)) return null;
  if (isSync && isEventStream(answer)) return new HeadCapture(eventBytes, eventBytes);
  const type = String(answer.headers["content-type"] ?? "");
  return /\bjson\b/i.test(type) ? new HeadCapture(isSync ? syncJobBytes : jobBytes) : null;
}

/** What is watched of a request. */
export function captureOfRequest(
  match: OperationMatch | null,
  query: string,
  headers: { "content-type"?: string },
): RequestCapture | null {
  const kind = match?.operation.kind;
  // A read that is sent with a body may have to be sent once more.
  if (kind !== "create_job" && kind !== "sync_job" && kind !== "upload" && kind !== "read") return null;
  const type = headers["content-type"];
  return type ? new RequestCapture(requestBytes, `${match?.operation.name}${query}`, type) : null;
}
