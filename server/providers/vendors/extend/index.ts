/**
 * Extend: everything Docket knows about the vendor, and nothing else. Facts carry their page and date.
 */
import type { ProviderAdapter } from "../../contract.ts";
import { estimateCredits } from "./credits.ts";
import { limits, regions, statusMaps } from "./facts.ts";
import { failureRules } from "./failure-rules.ts";
import { fingerprints } from "./fingerprints.ts";
import { readJobs } from "./map-job.ts";
import { cancellable, jobPaths, operations } from "./operations.ts";
import { readError } from "./read-error.ts";
import { readFile, readRequest } from "./read-request.ts";
import { webhook } from "./webhook.ts";

function jobPath(job: { vocabulary: string; vendorJobId: string }): string | null {
  const base = Object.hasOwn(jobPaths, job.vocabulary) ? jobPaths[job.vocabulary] : undefined;
  return base ? `${base}/${encodeURIComponent(job.vendorJobId)}` : null;
}

/** A poll does not want the document back: the output comes as a link (ParseRunsRetrieveRequest.d.ts, 2026-11-20). */
const pollQuery: Readonly<Record<string, string>> = { parse_run: "?responseType=url" };

/**
 * Calls without a version are refused for keys made since 2025-04-21 and answered in the shapes of 2024-12-23 for older
 * ones (the vendor's API versioning page); the SDK sends this version with every call (extend-ai 1.17.0, 2026-11-20).
 */
const headers = { "x-extend-api-version": "2026-02-09" } as const;

const workspaceHeader = "x-extend-workspace-id";

function headersFor(scope: string | null): Readonly<Record<string, string>> {
  const workspace = new URLSearchParams(scope ?? "").get(workspaceHeader);
  return workspace === null ? headers : { ...headers, [workspaceHeader]: workspace };
}

export const extend: ProviderAdapter = {
  id: "extend",
  regions,
  keyPrefix: "sk_",
  auth: { header: "authorization", scheme: "Bearer" },
  scopeParameters: [],
  // Organization keys have to name the workspace with every call (extend-ai 1.17.0, ParseRunsListRequest.d.ts, 2026-11-20).
  scopeHeaders: [workspaceHeader],
  dropRequestHeaders: [],
  operations,
  statusMaps,
  limits,
  readJobs,
  readFile,
  readRequest,
  pollRequest(job) {
    const path = jobPath(job);
    return path
      ? { method: "GET", path: `${path}${pollQuery[job.vocabulary] ?? ""}`, headers: headersFor(job.scope) }
      : null;
  },
  cancelRequest(job) {
    const path = cancellable.has(job.vocabulary) ? jobPath(job) : null;
    return path ? { method: "POST", path: `${path}/cancel`, headers: headersFor(job.scope) } : null;
  },
  preflight: { method: "GET", path: "/files?maxPageSize=1", headers },
  estimateCredits,
  // BatchRun.d.ts and BatchProcessorRun.d.ts name no usage; each run of the batch has its own (2026-11-20).
  billedByParts: ["batch_run", "batch_processor_run"],
  // `usage` is there with the PROCESSED status or never (ParseRun.d.ts, 2026-11-20).
  creditsSettleLater: () => false,
  webhook,
  readError,
  failureRules,
  fingerprints,
};
