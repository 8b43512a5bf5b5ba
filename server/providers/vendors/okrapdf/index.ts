/**
 * okraPDF: everything Docket knows about the vendor, and nothing else. Facts carry their page and date.
 */
import type { ProviderAdapter } from "../../contract.ts";
import { estimateCredits } from "./credits.ts";
import { limits, regions, statusMaps } from "./facts.ts";
import { failureRules } from "./failure-rules.ts";
import { fingerprints } from "./fingerprints.ts";
import { readJobs } from "./map-job.ts";
import { operations, pollPaths } from "./operations.ts";
import { readError } from "./read-error.ts";
import { readFile, readRequest } from "./read-request.ts";
import { webhook } from "./webhook.ts";

export const okrapdf: ProviderAdapter = {
  id: "okrapdf",
  // okrapdf.dev: "use the official OpenAI SDK" (2026-11-20).
  calledThroughModelClients: true,
  regions,
  keyPrefix: "okra_",
  auth: { header: "authorization", scheme: "Bearer" },
  scopeParameters: [],
  dropRequestHeaders: [],
  // A caller's own keys for model providers (docs.okrapdf.com cookbook): passed on, and kept nowhere.
  secretRequestHeaders: ["x-vendor-keys"],
  operations,
  statusMaps,
  limits,
  readJobs,
  readFile,
  readRequest,
  pollRequest(job) {
    const path = Object.hasOwn(pollPaths, job.vocabulary) ? pollPaths[job.vocabulary] : undefined;
    return path ? { method: "GET", path: path(encodeURIComponent(job.vendorJobId)) } : null;
  },
  // `GET /v1/jobs/{id}` is inferred from the SDK's types; the older jobs API may be gone.
  pollIsAssumed: ({ vocabulary }) => vocabulary !== "document",
  cancelRequest: () => null,
  // A list of one: it needs a key and processes nothing.
  preflight: { method: "GET", path: "/v1/documents?limit=1" },
  estimateCredits,
  creditsSettleLater: () => false,
  webhook,
  readError,
  failureRules,
  fingerprints,
};
