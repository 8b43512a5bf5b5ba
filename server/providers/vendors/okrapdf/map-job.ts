import type { JobFact, OperationMatch } from "../../contract.ts";
import { stateOf } from "../../state-of.ts";
import { consumed } from "./credits.ts";
import { statusMaps } from "./facts.ts";
import { streamError } from "./read-events.ts";
import { type WireWork, wireCompletion, wireList, wireWork } from "./wire.ts";

const empty = { credits: null, pages: null, tier: null, fileName: null, fileId: null } as const;

/** Every job an answer of this operation speaks of. Unknown shapes give none. Never throws. */
export function readJobs(match: OperationMatch, payload: unknown, status?: number): JobFact[] {
  const { operation, params } = match;
  if (!operation.vocabulary) return [];
  if (operation.kind === "sync_job") return status === undefined ? [] : syncJob(match, payload, status);
  if (operation.kind === "list_jobs") return listed(payload).flatMap((work) => factOf(work, match, null) ?? []);
  const work = wireWork.safeParse(payload);
  const fact = work.success ? factOf(work.data, match, params.id ?? null) : null;
  return fact ? [fact] : [];
}

function listed(payload: unknown): WireWork[] {
  const list = wireList.safeParse(payload);
  if (!list.success) return [];
  return (list.data.documents ?? list.data.data ?? []).flatMap((item) => {
    const work = wireWork.safeParse(item);
    return work.success ? [work.data] : [];
  });
}

/**
 * An extraction inside its call. A 202 with a `run_id` has only begun: it goes on as a job. An error event inside a 200 is its
 * failure.
 */
function syncJob({ operation }: OperationMatch, payload: unknown, status: number): JobFact[] {
  const answer = wireCompletion.safeParse(payload);
  const usage = answer.success ? answer.data.usage : null;
  const base = { ...empty, product: operation.product, credits: consumed(usage?.costUsd, usage?.total_tokens) };
  if (status === 202 && answer.success && answer.data.run_id) {
    return [
      {
        ...base,
        vendorJobId: answer.data.run_id,
        vocabulary: "job",
        vendorStatus: null,
        state: "running",
        error: null,
      },
    ];
  }
  const error = typeof payload === "string" ? streamError(payload) : null;
  const failed = status >= 400 || error !== null;
  return [
    { ...base, vendorJobId: "", vocabulary: "sync", vendorStatus: null, state: failed ? "failed" : "succeeded", error },
  ];
}

function factOf(work: WireWork, match: OperationMatch, askedId: string | null): JobFact | null {
  const vocabulary = match.operation.vocabulary ?? "document";
  const id = idOf(work, vocabulary) ?? askedId;
  if (!id) return null;
  const word = (vocabulary === "document" ? (work.phase ?? work.status) : (work.status ?? work.phase)) ?? null;
  const state = word ? stateOf(statusMaps, vocabulary, word) : null;
  return {
    ...empty,
    product: match.operation.product,
    vendorJobId: id,
    vocabulary,
    vendorStatus: word,
    state,
    error: state === "failed" || state === "partial" ? errorOf(work) : null,
    credits: consumed(work.cost_usd, null),
    pages: work.pagesTotal ?? work.pages_total ?? work.total_pages ?? null,
    fileName: work.fileName ?? work.file_name ?? null,
  };
}

function idOf(work: WireWork, vocabulary: string): string | null {
  if (vocabulary === "document") return work.document_id ?? work.documentId ?? work.id ?? null;
  return work.job_id ?? work.run_id ?? work.id ?? null;
}

/** Jobs tell it in several fields at once, older jobs as a sentence; a document's phase `error` tells none. */
function errorOf(work: WireWork): JobFact["error"] {
  const sentence = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value : null);
  const code = work.error_code ?? work.last_error?.code ?? null;
  const message =
    work.last_error?.message ?? sentence(work.latest_error) ?? work.user_message ?? sentence(work.error) ?? null;
  return code || message ? { code, message } : null;
}
