/**
 * LlamaParse: everything Docket knows about the vendor, and nothing else. Facts carry their page and date.
 */
import type { ProviderAdapter } from "../../contract.ts";
import { estimateCredits, settlingVocabularies } from "./credits.ts";
import { limits, regions, resultRetention, statusMaps, unsaidRetryWindow } from "./facts.ts";
import { failureRules } from "./failure-rules.ts";
import { fingerprints } from "./fingerprints.ts";
import { readJobs } from "./map-job.ts";
import { cancellable, jobPaths, operations } from "./operations.ts";
import { readError } from "./read-error.ts";
import { readFile, readRequest } from "./read-request.ts";
import { webhook } from "./webhook.ts";

function jobPath(job: { vocabulary: string; vendorJobId: string }): string | null {
  const base = jobPaths[job.vocabulary];
  return base ? `${base}/${encodeURIComponent(job.vendorJobId)}` : null;
}

function withQuery(path: string, ...parts: (string | null)[]): string {
  const query = parts.filter((part) => part).join("&");
  return query ? `${path}?${query}` : path;
}

/** Expansions a poll asks for: consumption, what tells the pages, and the parse job an extract stands on. */
const pollExpansions: Readonly<Record<string, string>> = {
  parse_v2: "expand=usage&expand=job_metadata",
  extract_v2: "expand=usage&expand=extract_metadata",
};

export const llamaparse: ProviderAdapter = {
  id: "llamaparse",
  regions,
  keyPrefix: "llx-",
  auth: { header: "authorization", scheme: "Bearer" },
  scopeParameters: ["project_id", "organization_id"],
  // The one documented request header of the API selects the vendor's internal task queue (OpenAPI, beta batch).
  dropRequestHeaders: ["temporal-namespace"],
  operations,
  statusMaps,
  limits,
  unsaidRetryWindow,
  readJobs,
  readFile,
  readRequest,
  pollRequest(job) {
    const path = jobPath(job);
    return path ? { method: "GET", path: withQuery(path, pollExpansions[job.vocabulary] ?? null, job.scope) } : null;
  },
  cancelRequest(job) {
    const path = cancellable.has(job.vocabulary) ? jobPath(job) : null;
    return path ? { method: "POST", path: withQuery(`${path}/cancel`, job.scope) } : null;
  },
  preflight: { method: "GET", path: "/api/v1/projects" },
  estimateCredits,
  // A batch maps files to jobs, and each of those is billed (`@llamaindex/llama-cloud` 2.16.0, src/resources/batches.ts).
  billedByParts: ["batch_v2"],
  resultRetention,
  creditsSettleLater: (job) => settlingVocabularies.has(job.vocabulary),
  webhook,
  readError,
  failureRules,
  fingerprints,
};
