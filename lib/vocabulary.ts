/**
 * The product's words, each written down once. Types, schemas, labels and filters derive from these lists.
 */

/** A vendor Docket stands in front of. The order is the order on every screen. */
export const providerIds = ["llamaparse", "extend", "landingai", "scopix", "okrapdf"] as const;
export type ProviderId = (typeof providerIds)[number];

export const providerLabels: Record<ProviderId, string> = {
  llamaparse: "LlamaParse",
  extend: "Extend",
  landingai: "LandingAI ADE",
  scopix: "Scopix",
  okrapdf: "okraPDF",
};

/** A provider's data region, a customer deployment (`byoc`), or the built-in `sandbox`. */
export const regionIds = ["na", "eu", "us", "us2", "default", "byoc", "sandbox"] as const;
export type RegionId = (typeof regionIds)[number];

/** Job states. `lost` = the vendor no longer knows the job. `stuck` is a flag, not a state. */
export const jobStates = ["queued", "running", "succeeded", "partial", "failed", "cancelled", "lost"] as const;
export type JobState = (typeof jobStates)[number];

/** States no later news moves back to `queued` or `running`. */
export const endStates = ["succeeded", "partial", "failed", "cancelled", "lost"] as const satisfies readonly JobState[];
export type EndState = (typeof endStates)[number];

export function isEndState(state: JobState): state is EndState {
  return (endStates as readonly JobState[]).includes(state);
}

/** The cause of a failure in words every vendor shares. */
export const families = [
  "auth",
  "permission",
  "region_mismatch",
  "quota",
  "rate_limit",
  "invalid_request",
  "invalid_schema",
  "unsupported_file",
  "file_too_large",
  "protected_file",
  "corrupt_file",
  "empty_result",
  "not_found",
  "conflict",
  "timeout",
  "refusal",
  "partial_result",
  "vendor_fault",
  "unavailable",
  "network",
  "unclassified",
] as const;
export type Family = (typeof families)[number];

export const familyLabels: Record<Family, string> = {
  auth: "Auth",
  permission: "Permission",
  region_mismatch: "Region mismatch",
  quota: "Quota",
  rate_limit: "Rate limit",
  invalid_request: "Invalid request",
  invalid_schema: "Invalid schema",
  unsupported_file: "Unsupported file",
  file_too_large: "File too large",
  protected_file: "Protected file",
  corrupt_file: "Corrupt file",
  empty_result: "Empty result",
  not_found: "Not found",
  conflict: "Conflict",
  timeout: "Time-out",
  refusal: "Refusal",
  partial_result: "Partial result",
  vendor_fault: "Vendor fault",
  unavailable: "Unavailable",
  network: "Network",
  unclassified: "Unclassified",
};

/** Who has to do something about a failure. `wait` = nobody, it passes. */
export const actors = ["caller", "operator", "vendor", "wait"] as const;
export type Actor = (typeof actors)[number];

/** Whether sending the same thing again makes sense. */
export const retryAdvices = ["yes", "after_change", "no"] as const;
export type RetryAdvice = (typeof retryAdvices)[number];

/** Whether the vendor bills for it, as far as the vendor's own material says. */
export const billedAnswers = ["yes", "no", "unknown"] as const;
export type BilledAnswer = (typeof billedAnswers)[number];

/** Where an error was seen: an HTTP answer, a job's own status, a webhook, or the caller's client library. */
export const surfaces = ["http", "job", "webhook", "client"] as const;
export type Surface = (typeof surfaces)[number];

/** How sure a classification is: an entry was found, only the HTTP status speaks, or nothing does. */
export const matchKinds = ["entry", "status", "none"] as const;
export type MatchKind = (typeof matchKinds)[number];

/** Where news about a job came from. */
export const observationSources = ["gateway", "poll", "webhook", "operator"] as const;
export type ObservationSource = (typeof observationSources)[number];

/** Where a credit figure came from. `unknown` is never shown as 0. */
export const creditSources = ["reported", "estimated", "unknown"] as const;
export type CreditSource = (typeof creditSources)[number];

/** What an operator may do; each role includes the ones after it. */
export const roles = ["admin", "operator", "viewer"] as const;
export type Role = (typeof roles)[number];
