import { describe, expect, it } from "vitest";
import type { ErrorInput } from "../../contract.ts";
import { fingerprints } from "./fingerprints.ts";
import { readError } from "./read-error.ts";

function read(body: unknown, more: Partial<ErrorInput> = {}) {
  return readError({ surface: null, method: null, path: null, status: null, headers: {}, body, text: null, ...more });
}

describe("readError", () => {
  it.each([
    ["a sentence", { detail: "Not authenticated" }, { shape: "detail-string", message: "Not authenticated" }],
    [
      "the framework's list",
      { detail: [{ type: "missing", loc: ["body", "file"], msg: "Field required" }, "odd"] },
      { shape: "detail-array", message: "body.file: Field required; odd" },
    ],
    ["an object as detail", { detail: { message: "m" } }, { shape: "detail-object", message: "m" }],
    [
      "a v1 job",
      { status: "ERROR", error_code: "TIMEOUT", error_message: "m" },
      { shape: "job", code: "TIMEOUT", jobStatus: "ERROR" },
    ],
    [
      "a v2 job in its wrapping",
      { job: { status: "FAILED", error_message: "PDF_IS_BROKEN: m" } },
      { code: "PDF_IS_BROKEN", jobStatus: "FAILED" },
    ],
    [
      "an extract v1 job",
      { status: "ERROR", error: "engine_error: m" },
      { message: "engine_error: m", jobStatus: "ERROR" },
    ],
    ["a sheets job", { status: "ERROR", errors: ["a", "b"] }, { message: "a" }],
    ["a pipeline's list", { status: "ERROR", error: [{ job_id: "j", message: "m", step: "s" }] }, { message: "m" }],
    [
      "a skipped batch item",
      { status: "skipped", skip_reason: "size_limit_exceeded" },
      { message: "size_limit_exceeded" },
    ],
    ["a job without a reason", { status: "failed" }, { shape: "job-no-reason", code: null, message: null }],
    ["a job at work", { status: "PENDING", error_message: null }, { shape: "job", message: null }],
    [
      "a webhook",
      { event_type: "split.error", data: { id: "x" } },
      { shape: "webhook-event", jobStatus: "error", message: null },
    ],
    ["plain text", "Internal Server Error", { shape: "plain-text", message: "Internal Server Error" }],
    ["HTML", "<html><title>502 Bad Gateway</title></html>", { shape: "html", message: "502 Bad Gateway" }],
    ["nothing", null, { shape: "empty", message: null }],
    ["something else", { a: 1 }, { shape: "unknown-json", message: null, code: null }],
    ["a list", [1], { shape: "unknown-json" }],
  ])("reads %s", (_, body, expected) => expect(read(body)).toMatchObject(expected));

  it("reads failed pages of a job that counts as done, and no code out of a page's error", () => {
    const pages = [
      { page_number: 1, markdown: "x" },
      { page_number: 2, success: false, error: "TIMEOUT" },
    ];
    expect(read({ job: { status: "COMPLETED" }, items: { pages } })).toEqual({
      shape: "partial-pages",
      message: "TIMEOUT",
      code: null,
      jobStatus: "COMPLETED",
      requestId: null,
    });
  });

  it("finds the correlation id inside the sentence before any header", () => {
    const id = "b7f5047b-fdd0-4471-af83-66cf0fff5bec";
    expect(
      read({ detail: `Oops! … providing this correlation ID: ${id}` }, { headers: { "x-request-id": "h" } }).requestId,
    ).toBe(id);
    expect(read({ detail: "x" }, { headers: { "x-request-id": "h" } }).requestId).toBe("h");
  });

  it("takes a code from the head of a sentence, known or not, and from its middle only when known", () => {
    expect(read({ status: "FAILED", error_message: "NEW_CODE: x" }).code).toBe("NEW_CODE");
    expect(read({ status: "FAILED", error_message: "it said TOO_MANY_PAGES" }).code).toBe("TOO_MANY_PAGES");
    expect(read({ status: "FAILED", error_message: "set LLAMA_CLOUD_API_KEY" }).code).toBeNull();
  });
});

describe("fingerprints", () => {
  it.each([
    "https://api.cloud.eu.llamaindex.ai/api/v2/parse",
    "at node_modules/@llamaindex/llama-cloud/core/error.mjs",
    "llama_cloud.core.api_error.ApiError",
    "key llx-abcd…",
    "Job pjb-12ue2qidroaofurlc4mfqgfgli1j",
    "LlamaParse is down",
  ])("know “%s”", (text) => {
    const weight = fingerprints
      .filter(({ pattern }) => pattern.test(text))
      .reduce((sum, { weight }) => sum + weight, 0);
    expect(weight).toBeGreaterThanOrEqual(3);
  });

  it.each(["https://api.extend.ai/parse_runs", "openai.APIError: 500", "ext-ernal", "a llama in a cloud"])(
    "leave “%s” alone",
    (text) => {
      expect(fingerprints.filter(({ pattern }) => pattern.test(text))).toEqual([]);
    },
  );
});
