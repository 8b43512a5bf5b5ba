import type { JobFact, OperationMatch } from "../../contract.ts";
import { stateOf } from "../../state-of.ts";
import { reportedCredits } from "./credits.ts";
import { statusMaps } from "./facts.ts";
import { type WireJob, wireJob, wireList, wireParseGet, wireV1Result } from "./wire.ts";

/** Every job an answer of this operation speaks of. Unknown shapes give none. */
export function readJobs(match: OperationMatch, payload: unknown): JobFact[] {
  const { operation } = match;
  if (!operation.vocabulary) return [];
  if (operation.kind === "list_jobs") return readList(operation.product, operation.vocabulary, payload);
  if (operation.name.startsWith("parse_v1.result")) return readV1Result(match, payload);
  if (operation.kind === "delete_job" || operation.kind === "read") return [];
  const wrapped = wireParseGet.safeParse(payload);
  if (wrapped.success) return [parseGetFact(wrapped.data, operation.vocabulary)];
  const bare = wireJob.safeParse(payload);
  if (bare.success) return [jobFact(bare.data, operation.product, operation.vocabulary)];
  // extraction/jobs/batch answers with a bare array of jobs.
  return Array.isArray(payload) ? readItems(operation.product, operation.vocabulary, payload) : [];
}

function readList(product: string, vocabulary: string, payload: unknown): JobFact[] {
  const list = wireList.safeParse(payload);
  return list.success ? readItems(product, vocabulary, list.data.items) : [];
}

function readItems(product: string, vocabulary: string, items: unknown[]): JobFact[] {
  return items.flatMap((item) => {
    const job = wireJob.safeParse(item);
    return job.success ? [jobFact(job.data, product, vocabulary)] : [];
  });
}

function jobFact(job: WireJob, product: string, vocabulary: string): JobFact {
  const message = job.error_message ?? job.error ?? (job.errors?.length ? job.errors.join("; ") : null);
  const fileInput = job.file_input ?? job.file_id ?? null;
  return {
    product,
    vendorJobId: job.id,
    vocabulary,
    vendorStatus: job.status ?? null,
    state: job.status ? stateOf(statusMaps, vocabulary, job.status) : null,
    error: message || job.error_code ? { code: job.error_code ?? null, message: message ?? null } : null,
    credits: reportedCredits(job),
    pages: job.metadata?.usage?.num_pages_extracted ?? null,
    tier: job.tier ?? job.configuration?.tier ?? null,
    fileName: job.name ?? null,
    fileId: fileInput,
  };
}

function parseGetFact(answer: ReturnType<typeof wireParseGet.parse>, vocabulary: string): JobFact {
  const fact = jobFact(answer.job, "parse", vocabulary);
  const expanded = [answer.markdown, answer.items, answer.forms, answer.text, answer.metadata];
  // 0 is what a job that has not been counted yet says.
  fact.pages = answer.job_metadata?.job_pages || (expanded.find((part) => part?.pages.length)?.pages.length ?? null);
  const failed = expanded.flatMap((part) => part?.pages.filter((page) => page.success === false) ?? []);
  if (fact.state === "succeeded" && failed.length > 0) {
    const numbers = [...new Set(failed.map((page) => page.page_number ?? 0))];
    fact.state = "partial";
    fact.failedPages = numbers.length;
    fact.error = { code: null, message: failed[0]?.error ?? `Pages ${numbers.join(", ")} were not processed.` };
  }
  return fact;
}

function readV1Result(match: OperationMatch, payload: unknown): JobFact[] {
  const result = wireV1Result.safeParse(payload);
  const id = match.params.id;
  if (!result.success || !id) return [];
  const { job_credits_usage: credits, job_pages: pages, job_is_cache_hit: cached } = result.data.job_metadata;
  // The vendor answers 0 for jobs it has not billed yet (run-llama/llama_cloud_services #938): only a cache hit is a true 0.
  const known = typeof credits === "number" && (credits > 0 || cached === true);
  return [
    {
      product: "parse",
      vendorJobId: id,
      vocabulary: "parse_v1",
      vendorStatus: null,
      state: null,
      error: null,
      credits: known ? { source: "reported", credits, breakdown: null, rule: null } : null,
      pages: pages && pages > 0 ? pages : null,
      tier: null,
      fileName: null,
      fileId: null,
    },
  ];
}
