import type { Exchange, TimelineRow } from "#lib/contracts/jobs.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { countOf } from "#lib/format/count.ts";
import { linkReasonWords } from "#lib/format/delivery-words.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { isEndState, type JobState } from "#lib/vocabulary.ts";
import { readTimelineDetail, type TimelineDetail } from "./timeline-detail.ts";
import type { TimelineContext, TimelineItem, TimelinePart } from "./timeline-item.ts";

type Words = Pick<TimelineItem, "title" | "parts">;

const text = (words: string): TimelinePart => ({ kind: "text", text: words });
const word = (words: string): TimelinePart => ({ kind: "word", text: words });

const stateTitles: Record<JobState, string> = {
  queued: "Queued",
  running: "Running",
  succeeded: "Succeeded",
  partial: "Ended with a partial result",
  failed: "Failed",
  cancelled: "Cancelled",
  lost: "Lost: the vendor no longer knows the job",
};

/** The call that made the job (or the first time it was heard of through the gateway). */
export function gatewayWords(row: TimelineRow, { job }: TimelineContext): Words {
  const exchange = job.exchanges.find(({ callId }) => callId !== null && callId === row.callId);
  const said = row.vendorStatus ? [text("vendor says"), word(row.vendorStatus)] : [];
  const parts = exchange ? [text(exchangeWords(exchange)), ...(said.length > 0 ? [text("·"), ...said] : [])] : said;
  if (row.state && isEndState(row.state)) return { title: `${stateTitles[row.state]} within the call`, parts };
  return { title: "Call accepted by the vendor", parts };
}

function exchangeWords(exchange: Exchange): string {
  const answer = exchange.status === null ? "no answer" : String(exchange.status);
  const took = exchange.latencyMs === null ? "" : ` in ${formatDuration(exchange.latencyMs)}`;
  const more = [
    exchange.bytesUp !== null && exchange.bytesUp > 0 && `${formatBytes(exchange.bytesUp)} up`,
    exchange.gatewayMs !== null && `gateway ${Number(exchange.gatewayMs.toFixed(1))} ms`,
  ].filter((part) => part !== false);
  return [`${exchange.method} ${exchange.path} → ${answer}${took}`, ...more].join(" · ");
}

/** A poll that said nothing about the job. */
export function badPollWords(row: TimelineRow, { next }: TimelineContext): Words {
  const detail = readTimelineDetail(row.detail);
  if (detail.reason === "no_provider_key") {
    return { title: "Not asked: no usable provider key", parts: [text("add or enable a key for this region")] };
  }
  const polls = row.count === 1 ? "A poll was" : `${countOf(row.count, "poll")} were`;
  const title = row.httpStatus === null ? `${polls} not answered` : `${polls} answered with ${row.httpStatus}`;
  const cause = row.httpStatus === null && detail.transport ? [word(detail.transport), text("·")] : [];
  return { title, parts: [...cause, text(`not a failure of the job: ${askedAgain(row, next, detail.retryInMs)}`)] };
}

function askedAgain(row: TimelineRow, next: TimelineRow | null, retryInMs: number | undefined): string {
  const waitedMs = next?.source === "poll" ? Date.parse(next.at) - Date.parse(row.lastAt) : 0;
  if (waitedMs > 0) return `asked again after ${formatDuration(waitedMs)}`;
  return retryInMs === undefined ? "asked again later" : `asked again after ${formatDuration(retryInMs)}`;
}

/** A webhook that changed nothing: it confirms, comes late, or is told twice. */
export function webhookWords(row: TimelineRow, { known, endedBy }: TimelineContext): Words {
  const detail = readTimelineDetail(row.detail);
  const parts = list([
    (detail.event ?? row.vendorStatus) && [word(detail.event ?? row.vendorStatus ?? "")],
    detail.signature && [text(`signature ${detail.signature}`)],
    linkParts(detail),
    endedBy && [
      text(`${formatDuration(Math.max(0, Date.parse(row.at) - Date.parse(endedBy.at)))} after the ${nounOf(endedBy)}`),
    ],
    row.count > 1 && [text(`delivered ${row.count} times`)],
    detail.eventId && [text(`event ${detail.eventId}`)],
  ]);
  if (detail.signature === "invalid") return { title: "Webhook refused: its signature is not valid", parts };
  if (detail.link && detail.link !== "read")
    return { title: "Webhook’s link not read: the vendor is asked instead", parts };
  if (row.state === null) return { title: "Webhook without a state", parts };
  if (row.state === known) return { title: "Webhook agrees", parts };
  const late = endedBy !== null && !isEndState(row.state);
  return { title: late ? "Webhook came late: not applied" : "Webhook disagrees: not applied", parts };
}

/** Where a payload was fetched, or why it was not. */
function linkParts({ link, linkHost, linkStatus }: TimelineDetail): TimelinePart[] | null {
  if (!link) return null;
  const answered = linkStatus === undefined ? "" : ` (answered ${linkStatus})`;
  const words = link === "read" ? "payload read from" : `${linkReasonWords(link) ?? link}${answered}`;
  return [text(words), ...(linkHost ? [word(linkHost)] : [])];
}

function nounOf(row: TimelineRow): string {
  return { gateway: "call", poll: "poll", webhook: "webhook", operator: "operator's poll" }[row.source];
}

/** What an operator did that left the state as it was. */
export function operatorWords(row: TimelineRow): Words {
  const { by, action, message } = readTimelineDetail(row.detail);
  const who = by ? ` by ${by}` : "";
  const parts = list([row.vendorStatus && [text("vendor says"), word(row.vendorStatus)], message && [text(message)]]);
  if (action === "cancel") return { title: `Cancelling asked for${who}`, parts };
  return { title: row.state === null ? `Touched${who}` : `Polled${who}: nothing new`, parts };
}

/** News that moved the job, and repetitions of what was known. */
export function newsWords(row: TimelineRow, context: TimelineContext): Words {
  const { job } = context;
  const detail = readTimelineDetail(row.detail);
  const isBad = row.changed && (row.state === "failed" || row.state === "partial");
  const code = detail.code ?? (isBad ? job.error?.code : null);
  const message = detail.message ?? (isBad ? job.error?.message : null);
  const parts = list([
    row.count > 1 && [text(`seen by ${countOf(row.count, nounOf(row))}`)],
    row.source === "webhook" && detail.signature && [text(`signature ${detail.signature}`)],
    row.source === "webhook" && linkParts(detail),
    row.source === "operator" && detail.by && [text(`by ${detail.by}`)],
    row.vendorStatus && [text("vendor says"), word(row.vendorStatus)],
    code && code !== row.vendorStatus && [word(code)],
    message && [{ kind: "quote", text: message }],
  ]);
  return { title: titleOf(row, context), parts };
}

function titleOf(row: TimelineRow, { known, isFirst, isTold, endedBy }: TimelineContext): string {
  if (row.state === null) return "Looked at: no state given";
  if (row.changed || isFirst || known === null) return stateTitles[row.state];
  if (row.state !== known) return "Late news: not applied";
  if (endedBy) return row.source === "gateway" ? "Client read the end" : "Poll agrees";
  if (row.source === "gateway") return `Client asked: still ${row.state}`;
  return isTold ? `Still ${row.state}` : stateTitles[row.state];
}

/** Joins groups of parts with middle dots, leaving out what is not there. */
function list(groups: (TimelinePart[] | string | false | null | undefined | 0)[]): TimelinePart[] {
  const kept = groups.filter((group): group is TimelinePart[] => Array.isArray(group));
  return kept.flatMap((group, i) => (i > 0 ? [text("·"), ...group] : group));
}
