import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readError } from "./read-error.ts";

const nothing = { surface: null, method: null, path: null, status: null, headers: {}, text: null };
const read = (body: unknown, more: object = {}) => readError({ ...nothing, body, ...more });
const requestId = "3f0c9f0e-0c4e-4a53-9b7a-1d2f3a4b5c6d";

describe("each shape of an error", () => {
  it.each([
    [
      "the middleware's envelope",
      {
        error: { code: "RATE_LIMIT_ERROR", message: "Rate limit exceeded: 30 calls per 60 seconds", details: {} },
        request_id: requestId,
      },
      { shape: "envelope", code: "RATE_LIMIT_ERROR", requestId },
    ],
    [
      "a detail sentence",
      { detail: "Rule not found" },
      { shape: "detail-string", message: "Rule not found", code: null },
    ],
    [
      "a detail object",
      { detail: { code: "VALIDATION_ERROR", message: "Invalid request parameters", field: "limit" } },
      { shape: "detail-object", code: "VALIDATION_ERROR", message: "Invalid request parameters" },
    ],
    [
      "a list of issues",
      { detail: [{ type: "missing", loc: ["body", "schema"], msg: "Field required" }] },
      { shape: "detail-array", message: "Field required (body.schema)" },
    ],
    [
      "a chat route's error",
      {
        error: "Chat failed",
        error_code: "VLM_PROVIDER_ERROR",
        detail: "model overloaded",
        timestamp: "2026-11-20T10:00:00Z",
      },
      { shape: "chat-error", code: "VLM_PROVIDER_ERROR", message: "model overloaded" },
    ],
    [
      "a file route's error",
      { error: "STORAGE_QUOTA_EXCEEDED", message: "Account storage limit reached", details: null },
      { shape: "files-error", code: "STORAGE_QUOTA_EXCEEDED", message: "Account storage limit reached" },
    ],
    [
      "an event inside a 200",
      'event: token\ndata: {"type":"token","text":"a"}\n\nevent: error\ndata: {"type":"error","message":"Operation timed out","code":"TIMEOUT"}\n\n',
      { shape: "event", code: "TIMEOUT", message: "Operation timed out" },
    ],
    [
      "a refused session inside a 200",
      'event: auth_error\ndata: {"type":"auth_error","error":"Session expired"}\n\n',
      { shape: "event", message: "Session expired" },
    ],
    ["bare text", "Internal Server Error", { shape: "plain-text", message: "Internal Server Error" }],
    [
      "the edge's page",
      "<html><head><title>502 Bad Gateway</title></head></html>",
      { shape: "html", message: "502 Bad Gateway" },
    ],
    [
      "a video job",
      { status: "failed", error_code: "TIMEOUT", error_message: "too long" },
      { shape: "job", code: "TIMEOUT", jobStatus: "failed" },
    ],
    ["a document", { text_extraction_status: "failed" }, { shape: "job-no-reason", jobStatus: "failed" }],
    [
      "a session",
      { status: "failed", recent_errors: [{ filename: "a.pdf", error: "corrupt", retryable: false }] },
      { shape: "job-reason", message: "corrupt" },
    ],
    [
      "a batch",
      { status: "partially_completed", error_summary: { count: 2, messages: ["bad page"] } },
      { shape: "job-reason", message: "bad page", jobStatus: "partially_completed" },
    ],
    ["nothing at all", null, { shape: "empty", code: null, message: null }],
  ])("%s", (_, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  it("takes the request id of the header where the body has none", () => {
    expect(read({ detail: "x" }, { headers: { "x-request-id": "r-1" } }).requestId).toBe("r-1");
  });
});

it("never throws, whatever it is given", () => {
  fc.assert(
    fc.property(fc.anything(), fc.option(fc.string()), (body, text) => {
      expect(typeof readError({ ...nothing, body, text }).shape).toBe("string");
    }),
  );
});
