import type { Surface } from "#lib/vocabulary.ts";
import type { FailureRule } from "../../contract.ts";
import { clientCodes, codes, jobCodes, structuredCodes } from "./codes.ts";

/**
 * From an error to its catalog entry. Two codes of the vendor's page have two meanings: where data of a schema is extracted
 * (chat completions, structured output, generate, the MCP tool) the second table holds. The entries name the document of
 * each (2026-11-20). Its codes are words many services use, so most of them recognise nobody.
 */

const http: readonly Surface[] = ["http"];
const any: readonly Surface[] = ["http", "job", "client"];
const job: readonly Surface[] = ["job", "webhook"];
/** Products of the endpoints that extract data of a schema. */
const structured = ["extract", "chat", "mcp"] as const;

const nameOf = (entry: string) => `okrapdf/${entry}`;

/** A code decides whatever the status; whose error it is, only a code of the vendor's own tells, under the page's status. */
const byCode: readonly FailureRule[] = Object.entries(codes).flatMap(([code, { entry, general, status }]) => {
  const rule = { name: `code:${code}`, entry: nameOf(entry), surfaces: any, code };
  const plain = { ...rule, identifies: false as const };
  return general ? [plain] : [{ ...rule, status }, plain];
});

const byStructuredCode: readonly FailureRule[] = Object.entries(structuredCodes).map(([code, entry]) => ({
  name: `structured-code:${code}`,
  entry: nameOf(entry),
  surfaces: any,
  code,
  products: structured,
  identifies: false,
}));

/** Where nothing tells what the code was said about, its sentence may: these are the words of the page's second table. */
const structuredSentences: readonly (readonly [code: string, message: string])[] = [
  ["SCHEMA_VALIDATION_FAILED", "Extracted data didn't match your JSON schema"],
  ["SCHEMA_VALIDATION_FAILED", "Extracted data didn't match your JSON schema. ..."],
  ["TIMEOUT", "Extraction exceeded the time limit..."],
  ["TIMEOUT", "Structured output timed out"],
];

const byStructuredSentence: readonly FailureRule[] = structuredSentences.map(([code, message]) => ({
  name: `structured-code:${code}`,
  entry: nameOf(structuredCodes[code] ?? ""),
  surfaces: any,
  code,
  message,
  identifies: false,
}));

const byJobCode: readonly FailureRule[] = Object.entries(jobCodes).map(([code, entry]) => ({
  name: `job-code:${code}`,
  entry: nameOf(entry),
  surfaces: ["job", "webhook", "client"],
  code,
  identifies: false,
}));

const byClientCode: readonly FailureRule[] = Object.entries(clientCodes).map(([code, entry]) => ({
  name: `client-code:${code}`,
  entry: nameOf(entry),
  surfaces: ["client"],
  code,
  identifies: false,
}));

const byShape: readonly FailureRule[] = [
  {
    name: "http-504:timeoutMs",
    entry: nameOf("extraction-timed-out"),
    surfaces: http,
    shape: ["extraction-timeout"],
    identifies: false,
  },
  {
    name: "document-phase:error",
    entry: nameOf("document-failed"),
    surfaces: job,
    shape: ["job-no-reason", "job-reason", "empty"],
    jobStatus: ["error"],
  },
  {
    name: "job:no-reason",
    entry: nameOf("job-failed"),
    surfaces: job,
    shape: ["job-no-reason", "job-reason", "empty"],
    jobStatus: ["failed"],
  },
  {
    name: "job:completed-with-errors",
    entry: nameOf("completed-with-errors"),
    surfaces: job,
    jobStatus: ["completed_with_errors"],
  },
];

interface Sentence {
  entry: string;
  status: readonly number[];
  message: string;
}

/** The page's own words, for answers whose code is missing. */
const sentences: readonly Sentence[] = [
  { entry: "extraction-timed-out", status: [504], message: "Structured output timed out" },
  { entry: "bad-request", status: [400], message: "Invalid request body or parameters" },
  { entry: "unauthorized", status: [401], message: "Missing or invalid API key" },
  { entry: "forbidden", status: [403], message: "Valid key but not authorized for this resource" },
  { entry: "not-found", status: [404], message: "Document or resource does not exist" },
  { entry: "request-not-valid", status: [422], message: "Request was well-formed but semantically invalid" },
  { entry: "extracted-data-not-valid", status: [422], message: "Extracted data didn't match your JSON schema" },
];

const bySentence: readonly FailureRule[] = sentences.map(({ entry, status, message }) => ({
  name: `message:${entry}`,
  entry: nameOf(entry),
  surfaces: http,
  status,
  message,
  identifies: false,
}));

function bareStatus(status: number, entry: string): FailureRule {
  return { name: `http-status:${status}`, entry: nameOf(entry), surfaces: http, status: [status] };
}

export const failureRules: readonly FailureRule[] = [
  ...byShape,
  ...byCode,
  ...byStructuredCode,
  ...byStructuredSentence,
  ...byJobCode,
  ...byClientCode,
  ...bySentence,
  ...[400, 401, 402, 403, 404, 405, 409, 413, 422, 429, 500, 502, 503, 504].map((status) =>
    bareStatus(status, `http-${status}`),
  ),
];
