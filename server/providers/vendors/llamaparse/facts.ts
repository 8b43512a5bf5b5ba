import type { JobState } from "#lib/vocabulary.ts";
import type { Fact, LimitFact, RegionFact, ResultRetention } from "../../contract.ts";

/**
 * LlamaParse (LlamaCloud) as its own material describes it, read on 2026-11-20. Addresses below are pages of
 * https://developers.llamaindex.ai/llamaparse/general/ unless they say otherwise.
 */

const regionsPage = "regions/, 2026-11-20";

export const regions: readonly RegionFact[] = [
  { id: "na", label: "North America", baseUrl: "https://api.cloud.llamaindex.ai", source: regionsPage },
  { id: "eu", label: "Europe", baseUrl: "https://api.cloud.eu.llamaindex.ai", source: regionsPage },
  { id: "byoc", label: "Your own deployment", baseUrl: null, source: regionsPage },
  { id: "sandbox", label: "Built-in sandbox", baseUrl: null, source: "Docket" },
];

/** `StatusEnum` of parse v1, classify v1, extract v1 and sheets (OpenAPI of llama-cloud-services 0.5.4). */
const statusEnum = {
  PENDING: "queued",
  SUCCESS: "succeeded",
  ERROR: "failed",
  PARTIAL_SUCCESS: "partial",
  CANCELLED: "cancelled",
  CANCELED: "cancelled",
} as const satisfies Record<string, JobState>;

/** Parse, classify and extract v2, and batches v2 (`@llamaindex/llama-cloud` 2.16.0, src/resources). */
const statusV2 = {
  PENDING: "queued",
  THROTTLED: "queued",
  RUNNING: "running",
  COMPLETED: "succeeded",
  FAILED: "failed",
  CANCELLED: "cancelled",
} as const satisfies Record<string, JobState>;

/** Split speaks lower case (same package, src/resources/split.ts and beta/split.ts). */
const statusSplit = {
  pending: "queued",
  processing: "running",
  completed: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

export const statusMaps: Readonly<Record<string, Readonly<Record<string, JobState>>>> = {
  parse_v1: statusEnum,
  parse_v2: statusV2,
  extract_v1: statusEnum,
  extract_v2: statusV2,
  classify_v1: statusEnum,
  classify_v2: statusV2,
  split_v1: statusSplit,
  split_beta: statusSplit,
  sheets: statusEnum,
  batch_v2: statusV2,
};

const rateLimitsPage = "rate_limits/, 2026-11-20";
const hosted = ["na", "eu"] as const;

/**
 * Results live 48 hours, after that a read answers 404 (limitations/, 2026-11-20). Kept to the kinds of jobs whose result
 * comes by a read alone: the first API may push it to a webhook of the caller's.
 */
export const resultRetention: ResultRetention = {
  vocabularies: ["parse_v2", "extract_v2", "classify_v2", "split_v1", "split_beta"],
  ms: 48 * 3_600_000,
  source: "https://developers.llamaindex.ai/llamaparse/general/limitations/, 2026-11-20",
};

/**
 * Limits our own polling stays under. The get and list figures are the vendor's defaults for its Helm chart
 * (run-llama/helm-charts charts/llamacloud 0.8.3, rate-limits.yaml); for the hosted service they are an assumption.
 */
export const limits: readonly LimitFact[] = [
  {
    operation: "get",
    requests: 80,
    windowMs: 1_000,
    source: "run-llama/helm-charts, rate-limits.yaml, 2026-11-20",
    certainty: "assumption",
  },
  {
    operation: "list",
    requests: 5,
    windowMs: 1_000,
    source: "run-llama/helm-charts, rate-limits.yaml, 2026-11-20",
    certainty: "assumption",
  },
  {
    operation: "upload",
    regions: hosted,
    requests: 50,
    windowMs: 5_000,
    source: rateLimitsPage,
    certainty: "documented",
  },
  {
    operation: "create",
    names: ["parse.create", "parse.upload", "parse_v1.upload", "parse_v1.upload_legacy"],
    regions: hosted,
    requests: 50,
    windowMs: 10_000,
    source: rateLimitsPage,
    certainty: "documented",
  },
  {
    operation: "create",
    names: ["classify.create", "classify_v1.create"],
    regions: hosted,
    requests: 40,
    windowMs: 1_000,
    source: rateLimitsPage,
    certainty: "documented",
  },
];

/** No answer of the vendor's says when to come again; the free tier's limit, 20 requests a minute, has the widest window. */
export const unsaidRetryWindow: Fact<number> = {
  value: 60_000,
  source: rateLimitsPage,
  checkedOn: "2026-11-20",
  certainty: "documented",
};
