import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readError } from "./read-error.ts";

const nothing = { surface: null, method: null, path: null, status: null, headers: {}, text: null };
const read = (body: unknown, more: object = {}) => readError({ ...nothing, body, ...more });

describe("each shape of an error", () => {
  it.each([
    [
      "the key check's",
      { error: "Invalid API Key Format" },
      { shape: "error-string", message: "Invalid API Key Format" },
    ],
    ["a job read's", { message: "Job j-1 not found" }, { shape: "message", message: "Job j-1 not found" }],
    ["a detail sentence", { detail: "hourly page bucket" }, { shape: "detail-string", message: "hourly page bucket" }],
    [
      "a list of issues",
      { detail: [{ loc: ["body", "schema"], msg: "Field required", type: "missing" }] },
      { shape: "detail-array", message: "Field required (body.schema)" },
    ],
    [
      "the second API's",
      { code: "unknown_model_version", message: "Unknown model version 'x'. Available: y." },
      { shape: "code-message", code: "unknown_model_version" },
    ],
    [
      "a failed job's of the first API",
      { job_id: "j", status: "failed", failure_reason: "Request timed out after 900 seconds" },
      { shape: "job", message: "Request timed out after 900 seconds", jobStatus: "failed", requestId: "j" },
    ],
    [
      "a failed job's of the second",
      { job_id: "j", status: "failed", error: { code: "internal_error", message: "boom" } },
      { shape: "job", code: "internal_error", message: "boom" },
    ],
    [
      "a failed job's without a reason",
      { job_id: "j", status: "failed" },
      { shape: "job-no-reason", jobStatus: "failed" },
    ],
    [
      "a partial extraction's",
      {
        extraction: {},
        metadata: { schema_violation_error: "v", warnings: [{ code: "nonconformant_output", msg: "v" }], job_id: "e" },
      },
      { shape: "partial-schema", code: "nonconformant_output", message: "v", requestId: "e" },
    ],
    ["a partial parse's", { markdown: "x", metadata: { failed_pages: [0, 3] } }, { shape: "partial-pages" }],
    ["a page of the edge's", "<html><title>504 Gateway Time-out</title></html>", { shape: "html" }],
    ["bare text", "Internal Server Error", { shape: "plain-text", message: "Internal Server Error" }],
    ["nothing at all", null, { shape: "empty" }],
  ])("%s", (_, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  it("does not take a result that comes with a 500 for an error body", () => {
    const body = { markdown: "", chunks: [], metadata: { failed_pages: [{ page: 1, reason: "blank" }] } };
    expect(read(body, { status: 500 })).toMatchObject({ shape: "parse-response", code: null, message: "blank" });
  });
});

it.each([
  ["bare", { job_id: "j", status: "completed" }],
  [
    "of the first API",
    { job_id: "j", status: "completed", failure_reason: null, data: { metadata: { failed_pages: [] } } },
  ],
  ["of the second", { job_id: "j", status: "completed", error: null, result: { metadata: { failed_pages: [] } } }],
])("takes a completed job, %s, for no error", (_, body) => {
  expect(read(body)).toMatchObject({ shape: "job-completed", code: null, message: null, jobStatus: "completed" });
});

it("reads Docket's own record of a partial job, which tells no reason, as partial", () => {
  expect(read({ status: "completed", state: "partial", error_code: null, error_message: null })).toMatchObject({
    shape: "partial-unnamed",
  });
});

it.each([null, 200])("takes a whole result for no error (status %s)", (status) => {
  const body = { markdown: "x", chunks: [], metadata: { failed_pages: [], job_id: "parse-1" } };
  expect(read(body, { status })).toMatchObject({ shape: "result", code: null, message: null, requestId: "parse-1" });
});

it("never throws, whatever it is given", () => {
  fc.assert(
    fc.property(fc.anything(), fc.option(fc.string()), (body, text) => {
      expect(typeof readError({ ...nothing, body, text }).shape).toBe("string");
    }),
  );
});
