import type { JobState } from "#lib/vocabulary.ts";
import type { LimitFact, RegionFact } from "../../contract.ts";

/**
 * okraPDF (okrapdf.com) as its own material describes it, read on 2026-11-20: docs.okrapdf.com (the current edition),
 * okrapdf.dev (an older one), github.com/okrapdf/server, okrapdf-sdk, cli and skills.
 */

/** No region is published: one place with the documented address, which a stored key may replace. */
export const regions: readonly RegionFact[] = [
  {
    id: "default",
    label: "Public address",
    baseUrl: "https://api.okrapdf.com",
    editableBaseUrl: true,
    source: "docs.okrapdf.com, 2026-11-20; that there is one region is our assumption",
  },
  { id: "sandbox", label: "Built-in sandbox", baseUrl: null, source: "Docket" },
];

/**
 * `phase` of a document (SDK and API wording together; no full list is published), and the word `completed` that the
 * document's own record says instead (docs.okrapdf.com, get-status). The SDK takes `complete` and `awaiting_review` for the
 * end and `error` for the only failure; every other word is work going on.
 */
const document = {
  idle: "queued",
  uploading: "running",
  extracting: "running",
  parsing: "running",
  hydrating: "running",
  verifying: "running",
  complete: "succeeded",
  awaiting_review: "succeeded",
  completed: "succeeded",
  error: "failed",
} as const satisfies Record<string, JobState>;

/** `OkraJob.status` (github.com/okrapdf/server, SDK types), and the self-hosted server's words, which are among them. */
const job = {
  queued: "queued",
  idle: "queued",
  running: "running",
  rendering: "running",
  publishing: "running",
  awaiting_user_input: "running",
  succeeded: "succeeded",
  completed: "succeeded",
  completed_with_errors: "partial",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

/** The older jobs API (okrapdf.dev; github.com/okrapdf/cli). */
const olderJob = {
  queued: "queued",
  pending: "queued",
  running: "running",
  processing: "running",
  completed: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

/** An extraction that lives inside its call; it speaks no words of its own. */
const sync = { completed: "succeeded", failed: "failed" } as const satisfies Record<string, JobState>;

export const statusMaps: Readonly<Record<string, Readonly<Record<string, JobState>>>> = {
  document,
  job,
  older_job: olderJob,
  sync,
};

/** Requests a minute with a key (docs.okrapdf.com rate-limits, 2026-11-20); 30 of them may be expensive ones. */
export const limits: readonly LimitFact[] = [
  {
    operation: "any",
    requests: 600,
    windowMs: 60_000,
    source: "docs.okrapdf.com rate-limits, 2026-11-20",
    certainty: "documented",
  },
  {
    operation: "create",
    names: [
      "documents.create",
      "chat.completions",
      "chat.completions_unversioned",
      "structured_output",
      "structured_output_v1",
    ],
    requests: 30,
    windowMs: 60_000,
    source: "docs.okrapdf.com rate-limits, expensive operations, 2026-11-20",
    certainty: "documented",
  },
];
