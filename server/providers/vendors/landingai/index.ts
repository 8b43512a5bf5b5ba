/**
 * LandingAI ADE: everything Docket knows about the vendor, and nothing else. Facts carry their page and date.
 */
import type { ProviderAdapter } from "../../contract.ts";
import { estimateCredits } from "./credits.ts";
import { limits, regions, statusMaps } from "./facts.ts";
import { failureRules } from "./failure-rules.ts";
import { fingerprints } from "./fingerprints.ts";
import { readJobs } from "./map-job.ts";
import { jobPaths, operations } from "./operations.ts";
import { readError } from "./read-error.ts";
import { readRequest } from "./read-request.ts";

export const landingai: ProviderAdapter = {
  id: "landingai",
  regions,
  // From a log in github.com/landing-ai/ade-cli; no page of the vendor's states it.
  keyPrefix: "land_sk_",
  auth: { header: "authorization", scheme: "Bearer" },
  scopeParameters: [],
  dropRequestHeaders: [],
  operations,
  statusMaps,
  limits,
  readJobs,
  readFile: () => null,
  readRequest,
  pollRequest(job) {
    const path = Object.hasOwn(jobPaths, job.vocabulary) ? jobPaths[job.vocabulary] : undefined;
    return path ? { method: "GET", path: `${path}/${encodeURIComponent(job.vendorJobId)}` } : null;
  },
  // Neither API can cancel, though `cancelled` is a status.
  cancelRequest: () => null,
  // A list of one: it needs a key and processes nothing.
  preflight: { method: "GET", path: "/v1/ade/parse/jobs?page=0&pageSize=1" },
  estimateCredits,
  creditsSettleLater: () => false,
  // The vendor has none: a job may put its result at an address, and says nothing else.
  webhook: null,
  readError,
  failureRules,
  fingerprints,
};
