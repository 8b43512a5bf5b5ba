import type { JobState } from "#lib/vocabulary.ts";
import type { LimitFact, RegionFact } from "../../contract.ts";

/**
 * Extend (extend.ai) as its own material describes it, read on 2026-11-20: the pages of https://docs.extend.ai and the
 * types and source of npm `extend-ai` 1.17.0 (file paths inside the package).
 */

const environments = "extend-ai 1.17.0, environments.js, 2026-11-20";

export const regions: readonly RegionFact[] = [
  { id: "us", label: "United States", baseUrl: "https://api.extend.ai", source: environments },
  { id: "us2", label: "United States 2 (HIPAA)", baseUrl: "https://api.us2.extend.app", source: environments },
  { id: "eu", label: "Europe", baseUrl: "https://api.eu1.extend.ai", source: environments },
  {
    id: "byoc",
    label: "Your own deployment",
    baseUrl: null,
    source: "Enterprise plan only; no address pattern is published, 2026-11-20",
  },
  { id: "sandbox", label: "Built-in sandbox", baseUrl: null, source: "Docket" },
];

/** Parse runs (ParseRunStatusEnum.d.ts); CANCELLED follows `/cancel` though the type leaves it out. */
const parseRun = {
  PENDING: "queued",
  PROCESSING: "running",
  PROCESSED: "succeeded",
  FAILED: "failed",
  CANCELLED: "cancelled",
} as const satisfies Record<string, JobState>;

/** Extract, classify and split runs (ProcessorRunStatus.d.ts), batches and evaluations (BatchRunStatus.d.ts), legacy runs. */
const processorRun = { ...parseRun } as const satisfies Record<string, JobState>;

/** Edit and form detection runs (EditRunStatus.d.ts, FormDetectionRunStatus.d.ts). */
const editRun = {
  PROCESSING: "running",
  PROCESSED: "succeeded",
  FAILED: "failed",
} as const satisfies Record<string, JobState>;

/**
 * Workflow runs (WorkflowRunStatus.d.ts). NEEDS_REVIEW is an end by the SDK's own rule (WorkflowRunsWrapper.js) and no
 * failure by the vendor's CLI. REJECTED is a run that was processed and then turned down by a person: paid for, not
 * used, hence partial; it also outranks the NEEDS_REVIEW that was seen before it.
 */
const workflowRun = {
  PENDING: "queued",
  PROCESSING: "running",
  CANCELLING: "running",
  PROCESSED: "succeeded",
  NEEDS_REVIEW: "succeeded",
  REJECTED: "partial",
  FAILED: "failed",
  CANCELLED: "cancelled",
} as const satisfies Record<string, JobState>;

export const statusMaps: Readonly<Record<string, Readonly<Record<string, JobState>>>> = {
  parse_run: parseRun,
  extract_run: processorRun,
  classify_run: processorRun,
  split_run: processorRun,
  edit_run: editRun,
  form_detection_run: editRun,
  workflow_run: workflowRun,
  batch_run: processorRun,
  evaluation_set_run: processorRun,
  processor_run: processorRun,
  batch_processor_run: processorRun,
};

/**
 * The vendor's rate limit of the smallest plan, pay as you go: 10 requests a second (docs.extend.ai/general/rate-limits,
 * 2026-11-20). Larger plans have 25 and 75; which plan a key has is not told, so our polling stays under the smallest.
 * Runs are counted apart (80 a minute), and our polling creates none.
 */
export const limits: readonly LimitFact[] = [
  {
    operation: "any",
    requests: 10,
    windowMs: 1_000,
    plan: "pay as you go",
    source: "docs.extend.ai/general/rate-limits, pay as you go, 2026-11-20",
    certainty: "documented",
  },
  {
    operation: "create",
    requests: 80,
    windowMs: 60_000,
    plan: "pay as you go",
    source: "docs.extend.ai/general/rate-limits, pay as you go, 2026-11-20",
    certainty: "documented",
  },
];
