import type { Surface } from "#lib/vocabulary.ts";
import type { FailureRule } from "../../contract.ts";
import { sentences } from "./sentences.ts";

/**
 * From an error to its catalog entry. The first API has no codes, so its sentences decide; the second has a few. A job that
 * failed tells the same sentences as an answer would. The entries name the document of each (2026-11-20).
 */

const http: readonly Surface[] = ["http"];
const job: readonly Surface[] = ["job"];
const any: readonly Surface[] = ["http", "job", "client"];

const nameOf = (entry: string) => `landingai/${entry}`;

/** Codes of specs/v2-aide.json and of the warnings; `general` ones are words any service may use. */
const codes: readonly (readonly [code: string, entry: string, general?: "general"])[] = [
  ["validation_error", "options-not-valid", "general"],
  ["unknown_model_version", "unknown-model-version"],
  ["invalid_url", "url-not-fetched", "general"],
  ["invalid_api_key", "invalid-api-key", "general"],
  ["rate_limit_exceeded", "rate-limited", "general"],
  ["internal_error", "job-failed-inside", "general"],
  ["encrypted_pdf_wrong_password", "password-wrong"],
  ["encrypted_pdf_password_required", "password-required"],
  ["password_unsupported_content_type", "password-not-for-this-type"],
  ["nonconformant_schema", "nonconformant-schema"],
  ["nonconformant_output", "nonconformant-output"],
];

const byCode: readonly FailureRule[] = codes.map(([code, entry, general]) => ({
  name: `code:${code}`,
  entry: nameOf(entry),
  surfaces: any,
  code,
  ...(general ? { identifies: false as const } : {}),
}));

/** Where a code comes with a sentence that says more than the code; `internal_error` stands for whatever has no code. */
const byCodeAndSentence: readonly FailureRule[] = sentences.flatMap(({ entry, message, general }) =>
  ["nonconformant_output", "nonconformant_schema", "validation_error", "internal_error"].map((code) => ({
    name: `code:${code}:${entry}`,
    entry: nameOf(entry),
    surfaces: any,
    code,
    message,
    ...(general ? { identifies: false as const } : {}),
  })),
);

const bySentence: readonly FailureRule[] = sentences.map(({ entry, status, message, products, general }) => ({
  name: `message:${entry}`,
  entry: nameOf(entry),
  surfaces: any,
  status,
  message,
  ...(products ? { products } : {}),
  ...(general ? { identifies: false as const } : {}),
}));

const byShape: readonly FailureRule[] = [
  {
    name: "partial:failed-pages",
    entry: nameOf("pages-failed"),
    surfaces: any,
    shape: ["partial-pages"],
    identifies: false,
  },
  // Of a parse that is not whole, pages are missing, named or not; of anything else that names no reason no more is known.
  {
    name: "partial:parse",
    entry: nameOf("pages-failed"),
    surfaces: any,
    shape: ["partial-unnamed"],
    products: ["parse"],
    identifies: false,
  },
  {
    name: "partial:no-reason",
    entry: nameOf("http-206"),
    surfaces: any,
    shape: ["partial-unnamed"],
    identifies: false,
  },
  {
    name: "http-500:parse-response",
    entry: nameOf("every-page-failed"),
    surfaces: http,
    status: [500],
    shape: ["parse-response"],
  },
  {
    name: "job:no-reason",
    entry: nameOf("job-failed"),
    surfaces: job,
    shape: ["job-no-reason", "empty"],
    jobStatus: ["failed"],
  },
  { name: "job:failed", entry: nameOf("job-failed"), surfaces: job, jobStatus: ["failed"] },
  { name: "job:cancelled", entry: nameOf("job-cancelled"), surfaces: job, jobStatus: ["cancelled"] },
];

function bareStatus(status: number, entry = `http-${status}`): FailureRule {
  return { name: `http-status:${status}`, entry: nameOf(entry), surfaces: http, status: [status] };
}

export const failureRules: readonly FailureRule[] = [
  ...byShape,
  ...byCode,
  ...byCodeAndSentence,
  ...bySentence,
  ...[206, 400, 401, 402, 403, 404, 409, 413, 415, 422, 429, 500, 502, 503, 504].map((status) => bareStatus(status)),
];
