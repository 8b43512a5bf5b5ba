import type { Surface } from "#lib/vocabulary.ts";
import type { FailureRule } from "../../contract.ts";
import { codes, jobErrorTypes } from "./codes.ts";

/**
 * From an error to its catalog entry. The code decides whatever the status, because the vendor's own pages give some codes
 * two statuses; sentences stand in where an answer has no code. The entries name the document of each (2026-11-20).
 */

const http: readonly Surface[] = ["http"];
const job: readonly Surface[] = ["job", "client"];
const any: readonly Surface[] = ["http", "job", "client"];

const nameOf = (entry: string) => `scopix/${entry}`;

/** A code others use too is known to be Scopix's in the middleware's whole envelope. */
const byCode: readonly FailureRule[] = Object.entries(codes).flatMap(([code, { entry, general }]) => {
  const rule = { name: `code:${code}`, entry: nameOf(entry), surfaces: any, code };
  if (!general) return [rule];
  return [
    { ...rule, shape: ["envelope"] },
    { ...rule, identifies: false as const },
  ];
});

const byJobType: readonly FailureRule[] = Object.entries(jobErrorTypes).map(([code, entry]) => ({
  name: `job-error:${code}`,
  entry: nameOf(entry),
  surfaces: job,
  code,
  identifies: false,
}));

interface Sentence {
  entry: string;
  status: readonly number[];
  message: string;
}

/** The page's own examples and descriptions, for answers whose code is missing. */
const sentences: readonly Sentence[] = [
  { entry: "rate-limited", status: [429], message: "Rate limit exceeded: {calls} calls per {window} seconds" },
  { entry: "http-404", status: [404], message: "{thing} not found" },
  { entry: "validation-failed", status: [400, 422], message: "Invalid request parameters" },
  { entry: "invalid-api-key", status: [401], message: "The API key provided is invalid or malformed" },
  { entry: "expired-api-key", status: [401], message: "The API key has expired" },
  { entry: "deactivated-api-key", status: [401], message: "The API key has been deactivated" },
  { entry: "not-authorized", status: [403], message: "API key lacks required authorization for this operation" },
  { entry: "storage-quota", status: [413, 507], message: "Account storage limit reached" },
  { entry: "usage-limit", status: [403, 429], message: "Monthly API call or processing limit reached" },
  { entry: "rate-limited", status: [429], message: "Too many API requests in the time window" },
  { entry: "image-processing-failed", status: [422, 500], message: "Image processing or analysis failed" },
  {
    entry: "vision-provider-failed",
    status: [502, 503],
    message: "AI vision provider encountered an error during analysis",
  },
];

const bySentence: readonly FailureRule[] = sentences.map(({ entry, status, message }) => ({
  name: `message:${entry}`,
  entry: nameOf(entry),
  surfaces: http,
  status,
  message,
  identifies: false,
}));

const byShape: readonly FailureRule[] = [
  {
    name: "http-422:issues",
    entry: nameOf("validation-failed"),
    surfaces: http,
    status: [422],
    shape: ["detail-array"],
    identifies: false,
  },
  {
    name: "job:no-reason",
    entry: nameOf("failed-without-reason"),
    surfaces: ["job"],
    shape: ["job-no-reason", "empty"],
    jobStatus: ["failed"],
  },
  {
    name: "job:failed",
    entry: nameOf("failed-with-reason"),
    surfaces: ["job"],
    shape: ["job-reason"],
    jobStatus: ["failed"],
  },
  { name: "job:expired", entry: nameOf("session-expired"), surfaces: ["job"], jobStatus: ["expired"] },
  {
    name: "job:partial",
    entry: nameOf("partly-completed"),
    surfaces: ["job"],
    jobStatus: ["partially_completed", "partial"],
  },
];

function bareStatus(status: number, entry = `http-${status}`): FailureRule {
  return { name: `http-status:${status}`, entry: nameOf(entry), surfaces: http, status: [status] };
}

export const failureRules: readonly FailureRule[] = [
  ...byShape,
  ...byCode,
  ...byJobType,
  ...bySentence,
  ...[400, 401, 402, 403, 404, 409, 422, 429, 500, 503, 504].map((status) => bareStatus(status)),
  bareStatus(413, "file-too-large"),
  bareStatus(502, "http-503"),
  bareStatus(507, "storage-quota"),
];
