import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ErrorInput } from "../../contract.ts";
import { fingerprints } from "./fingerprints.ts";
import { readError } from "./read-error.ts";

function read(body: unknown, more: Partial<ErrorInput> = {}) {
  return readError({ surface: null, method: null, path: null, status: null, headers: {}, body, text: null, ...more });
}

const whole = { code: "CORRUPT_FILE", message: "m", retryable: false, requestId: "req_1" };

describe("readError", () => {
  it.each([
    ["the API's error", whole, { shape: "api-error", code: "CORRUPT_FILE", message: "m", requestId: "req_1" }],
    ["less than that", { code: "NOT_FOUND", message: "m" }, { shape: "error-code", code: "NOT_FOUND" }],
    ["the same, wrapped", { error: whole }, { shape: "wrapped-error", code: "CORRUPT_FILE", requestId: "req_1" }],
    ["the older refusal", { success: false, error: "m" }, { shape: "legacy-error", message: "m", code: null }],
    [
      "an older upload's refusal",
      { success: false, error: "m", code: "FILE_SIZE_TOO_LARGE" },
      { shape: "legacy-error", code: "FILE_SIZE_TOO_LARGE", message: "m" },
    ],
    ["a bare 429", { error: "slow down" }, { shape: "error-string", message: "slow down", code: null }],
    ["HTML", "<html><title>413 Payload Too Large</title></html>", { shape: "html", message: "413 Payload Too Large" }],
    ["nothing", "", { shape: "empty", message: null }],
    ["something else", { a: 1 }, { shape: "unknown-json", code: null, message: null }],
    ["a list", [whole], { shape: "unknown-json" }],
    [
      "a failed run",
      { object: "edit_run", status: "FAILED", failureReason: "EMPTY_SCHEMA", failureMessage: "m" },
      { shape: "run", code: "EMPTY_SCHEMA", message: "m", jobStatus: "FAILED", product: "edit" },
    ],
    ["a silent one", { object: "parse_run", status: "FAILED", failureReason: null }, { shape: "run-no-reason" }],
    [
      "an older, wrapped one",
      { success: true, processorRun: { status: "FAILED", failureReason: "ABORTED" } },
      { shape: "run", code: "ABORTED", jobStatus: "FAILED" },
    ],
    [
      "a failed step inside a run that ended well",
      { object: "workflow_run", status: "PROCESSED", stepRuns: [null, { status: "FAILED" }] },
      { shape: "run-with-failed-step", jobStatus: "PROCESSED", product: "workflow" },
    ],
    ["a rejected run", { object: "workflow_run", status: "REJECTED" }, { shape: "run-rejected" }],
    [
      "Docket's own record of a run",
      { status: "FAILED", error_code: "OCR_ERROR", error_message: "m", state: "failed" },
      { shape: "run", code: "OCR_ERROR", message: "m" },
    ],
    [
      "a webhook, whose event outranks the status beside it",
      {
        eventType: "extract_run.failed",
        payload: { object: "extract_run", status: "PROCESSING", failureReason: "ABORTED" },
      },
      { shape: "webhook-event", code: "ABORTED", jobStatus: "FAILED", product: "extract" },
    ],
    [
      "a webhook that went well",
      {
        eventType: "parse_run.processed",
        payload: { object: "parse_run_status", status: "PROCESSED", failureReason: "OCR_ERROR" },
      },
      { shape: "webhook-event", code: null, jobStatus: "PROCESSED" },
    ],
    [
      "a webhook with an address",
      { eventType: "batch_parse_run.failed", payload: { object: "signed_data_url", data: "https://x" } },
      { shape: "signed-url-event", jobStatus: "failed", product: "batch" },
    ],
    [
      "what the Python SDK prints",
      "headers: {'a': 'b'}, status_code: 422, body: code='CORRUPT_FILE' message='It\\'s broken' retryable=False request_id='req_abcd'",
      { shape: "labelled-text", code: "CORRUPT_FILE", message: "It\\'s broken", requestId: "req_abcd" },
    ],
    ["a body that was cut off", '400 {"code":"FILE_SIZE_TOO_LARGE","mess', { code: "FILE_SIZE_TOO_LARGE" }],
    ["a code at the head of a sentence", "parse run failed: CHUNKING_ERROR: m", { code: "CHUNKING_ERROR" }],
    ["a code of Extend's inside a sentence", "it said OCR_ERROR twice", { code: "OCR_ERROR" }],
    ["no code that anyone may say, inside a sentence", "stream closed with INTERNAL_ERROR (2)", { code: null }],
  ])("reads %s", (_, body, expected) => expect(read(body)).toMatchObject(expected));

  it.each(["PENDING", "PROCESSING", "PROCESSED", "NEEDS_REVIEW"])("believes no reason beside %s", (status) => {
    const run = { object: "parse_run", status, failureReason: "OCR_ERROR", failureMessage: "m" };
    expect(read(run)).toMatchObject({ code: null, message: null, jobStatus: status });
  });

  it("finds the request id in the header where the body has none", () => {
    const headers = { "x-extend-request-id": "req_h" };
    expect(read({ error: "m" }, { headers }).requestId).toBe("req_h");
    expect(read(whole, { headers }).requestId).toBe("req_1");
  });

  it("lets an unknown code's own flag speak only where it contradicts the status", () => {
    const unknown = { ...whole, code: "BREWING" };
    expect(read(unknown, { status: 422 }).shape).toBe("api-error");
    expect(read({ ...unknown, retryable: true }, { status: 422 }).shape).toBe("unknown-code-retryable");
    expect(read(unknown, { status: 503 }).shape).toBe("unknown-code-final");
    expect(read(whole, { status: 503 }).shape).toBe("api-error");
  });

  it("never throws, whatever it is given", () => {
    const key = fc.constantFrom(
      "code",
      "message",
      "error",
      "status",
      "object",
      "payload",
      "eventType",
      "failureReason",
      "stepRuns",
    );
    const value = fc.oneof(fc.anything(), fc.constantFrom("FAILED", "parse_run", "a.b", "CORRUPT_FILE", "__proto__"));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(key, value)), fc.string(), (body, text) => {
        const error = read(body, { text, status: 500 });
        expect(typeof error.shape).toBe("string");
        for (const part of [error.code, error.message, error.requestId, error.jobStatus]) {
          expect(part === null || typeof part === "string").toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("fingerprints", () => {
  const weight = (text: string) =>
    fingerprints.filter(({ pattern }) => pattern.test(text)).reduce((sum, { weight }) => sum + weight, 0);

  it.each([
    "https://api.extend.ai/parse_runs",
    "https://api.us2.extend.app/parse",
    "https://api.eu1.extend.ai/files/upload",
    "at /app/node_modules/extend-ai/Client.js:1:1",
    "extend_ai.core.api_error.ApiError: status_code: 400",
    "x-extend-request-id: req_1",
    "EXTEND_API_KEY is not set",
    "Extend.ai: status=500",
    "exr_Xj8mK2pL9nR4vT7qY5wZ failed",
    '"object": "parse_run"',
    "extract_run.failed",
  ])("know “%s”", (text) => expect(weight(text)).toBeGreaterThanOrEqual(3));

  it.each([
    "https://api.cloud.llamaindex.ai/api/v2/parse",
    "please extend the deadline by a week",
    "from extend_ai_toolkit import tools",
    "class ExtendedError extends Error",
    "on: workflow_run",
    "pr_number: 1234",
    "sk_live_abc",
    "req_011CSomeAnthropicId",
    "https://api.landing.ai/v1/ade/parse",
  ])("leave “%s” alone", (text) => expect(weight(text)).toBeLessThan(3));
});
