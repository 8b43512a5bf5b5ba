/**
 * Scopix: everything Docket knows about the vendor, and nothing else. Facts carry their page and date.
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

export const scopix: ProviderAdapter = {
  id: "scopix",
  regions,
  keyPrefix: "scopix_",
  auth: { header: "authorization", scheme: "Bearer" },
  scopeParameters: [],
  dropRequestHeaders: [],
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
  // The older edition's paths, whichever edition answers.
  pollIsAssumed: () => true,
  cancelRequest(job) {
    const id = encodeURIComponent(job.vendorJobId);
    return job.vocabulary === "session" ? { method: "POST", path: `/uploads/sessions/${id}/cancel` } : null;
  },
  // The account's own page: it needs a key and processes nothing.
  preflight: { method: "GET", path: "/usage/breakdown" },
  estimateCredits,
  creditsSettleLater: () => false,
  // An account can name an address, but events, payload and proof are documented nowhere.
  webhook: null,
  readError,
  failureRules,
  fingerprints,
};
