import type { JobState } from "#lib/vocabulary.ts";
import type { JobFact, OperationMatch } from "../../contract.ts";
import { stateOf } from "../../state-of.ts";
import { reportedCredits } from "./credits.ts";
import { statusMaps } from "./facts.ts";
import { type WireJob, type WireMetadata, wireJob, wireJobList, wireSync } from "./wire.ts";

/** Every job an answer of this operation speaks of. Unknown shapes give none. Never throws. */
export function readJobs(match: OperationMatch, payload: unknown, status?: number): JobFact[] {
  const { operation } = match;
  if (!operation.vocabulary) return [];
  if (operation.kind === "sync_job") return status === undefined ? [] : [syncFact(match, payload, status)];
  if (operation.kind === "list_jobs") {
    const list = wireJobList.safeParse(payload);
    return list.success ? list.data.jobs.flatMap((item) => jobFact(match, item, undefined)) : [];
  }
  return jobFact(match, payload, status);
}

function jobFact({ operation }: OperationMatch, payload: unknown, status: number | undefined): JobFact[] {
  const read = wireJob.safeParse(payload);
  if (!read.success) return [];
  const job = read.data;
  const vocabulary = operation.vocabulary ?? "";
  const word = job.status ?? null;
  const told = word ? stateOf(statusMaps, vocabulary, word) : operation.kind === "create_job" ? "queued" : null;
  const places = [job.data?.metadata, job.result?.metadata, job.metadata];
  const state = told === "succeeded" && (status === 206 || places.some(hasLoss)) ? "partial" : told;
  return [
    {
      product: operation.product,
      vendorJobId: job.job_id,
      vocabulary,
      vendorStatus: word,
      state,
      error: errorOf(job, state, places),
      credits: reportedCredits(places),
      pages: first(places, ({ page_count }) => page_count),
      tier: first(places, tierOf) ?? job.model_version ?? job.version ?? null,
      fileName: first(places, ({ filename }) => filename),
      fileId: null,
      failedPages: failedPagesOf(places),
    },
  ];
}

/** Work done at once: its answer is its end, and 206 says that something is missing though it is paid for. */
function syncFact({ operation }: OperationMatch, payload: unknown, status: number): JobFact {
  const read = wireSync.safeParse(payload);
  const metadata = read.success ? read.data.metadata : null;
  const places = [metadata];
  const ended: JobState = status >= 400 ? "failed" : status === 206 || hasLoss(metadata) ? "partial" : "succeeded";
  return {
    product: operation.product,
    vendorJobId: metadata?.job_id ?? "",
    vocabulary: "sync",
    vendorStatus: null,
    state: ended,
    error: ended === "partial" ? lossOf(places) : null,
    credits: status >= 400 ? null : reportedCredits(places),
    pages: metadata?.page_count ?? null,
    tier: metadata ? tierOf(metadata) : null,
    fileName: metadata?.filename ?? null,
    fileId: null,
    failedPages: failedPagesOf(places),
  };
}

/** How many pages an answer names as missing; null where it names none. */
function failedPagesOf(places: readonly (WireMetadata | null | undefined)[]): number | null {
  return first(places, ({ failed_pages }) => failed_pages?.length || null);
}

function tierOf({ version, model_version }: WireMetadata): string | null {
  return model_version ?? version ?? null;
}

function first<T>(
  places: readonly (WireMetadata | null | undefined)[],
  pick: (from: WireMetadata) => T | null | undefined,
): T | null {
  for (const place of places) {
    const value = place ? pick(place) : null;
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

function hasLoss(metadata: WireMetadata | null | undefined): boolean {
  if (!metadata) return false;
  const { failed_pages, schema_violation_error, warnings } = metadata;
  return (failed_pages?.length ?? 0) > 0 || Boolean(schema_violation_error) || (warnings?.length ?? 0) > 0;
}

function errorOf(
  job: WireJob,
  state: JobState | null,
  places: readonly (WireMetadata | null | undefined)[],
): JobFact["error"] {
  if (state === "partial") return lossOf(places);
  if (state !== "failed" && state !== "cancelled") return null;
  const message = job.error?.message ?? job.failure_reason ?? null;
  const code = job.error?.code ?? null;
  return code || message ? { code, message } : null;
}

/** What is missing from a result, in the vendor's words; failed pages have none. */
function lossOf(places: readonly (WireMetadata | null | undefined)[]): JobFact["error"] {
  const violation = first(places, ({ schema_violation_error }) => schema_violation_error);
  const warning = first(places, ({ warnings }) => warnings?.[0] ?? null);
  const message = violation ?? warning?.msg ?? null;
  return message || warning?.code ? { code: warning?.code ?? null, message } : null;
}
