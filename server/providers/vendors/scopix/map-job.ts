import type { JobFact, OperationMatch } from "../../contract.ts";
import { stateOf } from "../../state-of.ts";
import { statusMaps } from "./facts.ts";
import { errorEvent } from "./read-events.ts";
import { type WireWork, wireList, wireWork } from "./wire.ts";

/** Every job an answer of this operation speaks of. Unknown shapes give none. Never throws. */
export function readJobs(match: OperationMatch, payload: unknown, status?: number): JobFact[] {
  const { operation, params } = match;
  if (!operation.vocabulary || operation.kind === "delete_job") return [];
  if (operation.kind === "sync_job") return syncJob(match, payload, status);
  if (operation.kind === "list_jobs") return listed(payload).flatMap((item) => factOf(item, match, null) ?? []);
  const work = wireWork.safeParse(payload);
  const fact = work.success ? factOf(work.data, match, params.id ?? null) : null;
  return fact ? [fact] : [];
}

function listed(payload: unknown): WireWork[] {
  const list = wireList.safeParse(payload);
  if (!list.success) return [];
  return (list.data.sessions ?? list.data.items ?? list.data.data ?? []).flatMap((item) => {
    const work = wireWork.safeParse(item);
    return work.success ? [work.data] : [];
  });
}

/** An extraction or a chat answer: it ends with its call, also where an event inside a 200 says that it failed. */
function syncJob({ operation }: OperationMatch, payload: unknown, status?: number): JobFact[] {
  if (status === undefined) return [];
  const event = typeof payload === "string" ? errorEvent(payload) : null;
  const failed = status >= 400 || event !== null;
  return [
    {
      ...empty,
      product: operation.product,
      vendorJobId: "",
      vocabulary: "sync",
      vendorStatus: null,
      state: failed ? "failed" : "succeeded",
      error: event ? { code: event.code, message: event.message } : null,
    },
  ];
}

const empty = { credits: null, pages: null, tier: null, fileName: null, fileId: null } as const;

function factOf(work: WireWork, match: OperationMatch, askedId: string | null): JobFact | null {
  const vocabulary = vocabularyOf(work, match.operation.vocabulary ?? "document");
  const id = idOf(work, vocabulary) ?? askedId;
  if (!id) return null;
  const word = wordOf(work, vocabulary);
  const state = word ? stateOf(statusMaps, vocabulary, word) : null;
  return {
    ...empty,
    product: vocabulary === "batch" ? "upload" : match.operation.product,
    vendorJobId: id,
    vocabulary,
    vendorStatus: word,
    state,
    error: state === "failed" || state === "partial" ? errorOf(work) : null,
    pages: work.page_count ?? null,
    fileName: work.filename ?? work.file_name ?? null,
    fileId: work.file_id ?? null,
  };
}

/** An upload's answer tells by its fields whether an image is described or a document is read. */
function vocabularyOf(work: WireWork, stated: string): string {
  if (stated !== "document") return stated;
  if (work.batch_id) return "batch";
  const image = work.image_id && !work.text_extraction_status && work.media_type !== "document" && !work.document_type;
  return image ? "image" : "document";
}

function idOf(work: WireWork, vocabulary: string): string | null {
  if (vocabulary === "session") return work.session_id ?? work.id ?? null;
  if (vocabulary === "batch") return work.batch_id ?? work.session_id ?? work.id ?? null;
  return work.job_id ?? work.document_id ?? work.image_id ?? work.file_id ?? work.id ?? null;
}

/** The more exact word first: `status` of an upload speaks of the transfer, not of the reading. */
function wordOf(work: WireWork, vocabulary: string): string | null {
  if (vocabulary === "document") return work.text_extraction_status ?? work.unified_status ?? work.status ?? null;
  if (vocabulary === "image") return work.description_status ?? work.unified_status ?? work.status ?? null;
  return work.status ?? null;
}

/** Sessions, batches, videos and cloud jobs each tell their error in a field of their own; documents tell none. */
export function errorOf(work: WireWork): { code: string | null; message: string | null } | null {
  const listed = work.recent_errors?.find(({ error }) => error)?.error ?? work.error_summary?.messages?.[0] ?? null;
  const message = work.error_message ?? (typeof work.error === "string" ? work.error : null) ?? listed;
  return work.error_code || message ? { code: work.error_code ?? null, message } : null;
}
