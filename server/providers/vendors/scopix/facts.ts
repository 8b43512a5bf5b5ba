import type { JobState } from "#lib/vocabulary.ts";
import type { LimitFact, RegionFact } from "../../contract.ts";

/**
 * Scopix (formerly Aion Vision) as its own material describes it, read on 2026-11-20: scopix.ai/docs (the current
 * edition), aionvision.tech/docs (both editions) and github.com/AionVision/AionVision 7c31ff9 (the older edition: README,
 * api/*.md, openapi.json). Where only the older edition says something, the fact says so.
 */

/**
 * No region is published. One place with the documented address, which a stored key may replace: the older edition had
 * another host (api.aionvision.tech).
 */
export const regions: readonly RegionFact[] = [
  {
    id: "default",
    label: "Public address",
    baseUrl: "https://api.scopix.ai/api/v2",
    editableBaseUrl: true,
    source: "aionvision.tech/docs, sdk/config/client, 2026-11-20; that there is one region is our assumption",
  },
  { id: "sandbox", label: "Built-in sandbox", baseUrl: null, source: "Docket" },
];

/** `text_extraction_status` of a document (older edition, api/documents.md). */
const document = {
  pending: "queued",
  processing: "running",
  completed: "succeeded",
  failed: "failed",
} as const satisfies Record<string, JobState>;

/** `description_status` of an image; a skipped description is an end without a failure (older edition, api/uploads.md). */
const image = {
  pending: "queued",
  queued: "queued",
  processing: "running",
  completed: "succeeded",
  skipped: "succeeded",
  failed: "failed",
} as const satisfies Record<string, JobState>;

/** Upload sessions; `expired` has no result and will get none (older edition, api/uploads.md). */
const session = {
  pending: "queued",
  uploading: "running",
  processing: "running",
  completed: "succeeded",
  failed: "failed",
  expired: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

/** Batches (older edition, openapi.json). */
const batch = {
  pending: "queued",
  processing: "running",
  completed: "succeeded",
  partially_completed: "partial",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

/** Cloud-storage jobs (older edition, api/cloud-storage.md). */
const cloud = {
  pending: "queued",
  in_progress: "running",
  completed: "succeeded",
  partial: "partial",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

/** Video analysis (older edition, api/videos.md). */
const video = {
  pending: "queued",
  uploading_to_vlm: "running",
  processing: "running",
  completed: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

/** Work that lives inside its call and speaks no words of its own: an extraction, a chat answer. */
const sync = { completed: "succeeded", failed: "failed" } as const satisfies Record<string, JobState>;

export const statusMaps: Readonly<Record<string, Readonly<Record<string, JobState>>>> = {
  document,
  image,
  session,
  batch,
  cloud,
  video,
  sync,
};

/**
 * Requests a minute of the smallest plan that has API keys (STARTER; scopix.ai/docs rate-limits, 2026-11-20). Larger plans
 * have 100 and 500; which plan a key has is not told, so our polling stays under the smallest.
 */
export const limits: readonly LimitFact[] = [
  {
    operation: "any",
    requests: 30,
    windowMs: 60_000,
    plan: "STARTER",
    source: "scopix.ai/docs rate-limits, STARTER, 2026-11-20",
    certainty: "documented",
  },
];
