import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readError } from "./read-error.ts";

const nothing = { surface: null, method: null, path: null, status: null, headers: {}, text: null };
const read = (body: unknown, more: object = {}) => readError({ ...nothing, body, ...more });

describe("each shape of an error", () => {
  it.each([
    [
      "nested",
      { error: { code: "NOT_FOUND", message: "Document not found" } },
      { code: "NOT_FOUND", message: "Document not found" },
    ],
    [
      "a time-out without a code",
      { error: { message: "Structured output timed out", type: "server_error", details: { timeoutMs: 120000 } } },
      { shape: "extraction-timeout", code: null, message: "Structured output timed out" },
    ],
    [
      "the same without a type",
      { error: { message: "x", details: { timeoutMs: 45000 } } },
      { shape: "extraction-timeout" },
    ],
    [
      "flat",
      { code: "EXTRACTION_BLOCKED", message: "no pages", details: [] },
      { shape: "flat", code: "EXTRACTION_BLOCKED" },
    ],
    ["a word", { error: "not_found" }, { shape: "error-code", code: "NOT_FOUND" }],
    [
      "a sentence",
      { error: "Something went wrong here." },
      { shape: "error-string", code: null, message: "Something went wrong here." },
    ],
    ["nested and flat at once", { error: { message: "m" }, code: "CONFLICT" }, { code: "CONFLICT", message: "m" }],
    [
      "lower case",
      { error: { code: "unauthorized", message: "no", doc_url: "https://okrapdf.dev" } },
      { code: "UNAUTHORIZED" },
    ],
    [
      "an event inside a 200",
      'data: {"choices":[]}\n\ndata: {"error":{"message":"model overloaded"}}\n\n',
      { shape: "event", message: "model overloaded" },
    ],
    [
      "a line that timed out",
      '{"status":"start"}\n{"status":"timeout","document_id":"d"}',
      { shape: "event", code: "TIMEOUT" },
    ],
    [
      "a job",
      { job_id: "j", status: "failed", error_code: "invalid_file", user_message: "bad file" },
      { shape: "job", code: "invalid_file", jobStatus: "failed" },
    ],
    ["a document", { documentId: "d", phase: "error" }, { shape: "job-no-reason", jobStatus: "error" }],
    ["the edge's page", "<html><title>502 Bad Gateway</title></html>", { shape: "html", message: "502 Bad Gateway" }],
    ["nothing at all", null, { shape: "empty" }],
  ])("%s", (_, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  it("is a time-out of the extraction only at 504", () => {
    const body = { error: { message: "timed out", details: { timeoutMs: 1 } } };
    expect(read(body, { status: 504 }).shape).toBe("extraction-timeout");
    expect(read(body, { status: 500 }).shape).not.toBe("extraction-timeout");
  });
});

it("never throws, whatever it is given", () => {
  fc.assert(
    fc.property(fc.anything(), fc.option(fc.string()), (body, text) => {
      expect(typeof readError({ ...nothing, body, text }).shape).toBe("string");
    }),
  );
});
