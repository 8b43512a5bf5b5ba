import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeOperationMatcher } from "../../match-operation.ts";
import { statusMaps } from "./facts.ts";
import { scopix } from "./index.ts";
import { readJobs } from "./map-job.ts";
import { operations, pollPaths } from "./operations.ts";

const find = makeOperationMatcher(operations);
function jobs(method: string, path: string, payload: unknown, status?: number) {
  const match = find(method, path);
  if (!match) throw new Error(`no operation for ${method} ${path}`);
  return readJobs(match, payload, status);
}

describe("states", () => {
  const words = Object.entries(pollPaths).flatMap(([vocabulary, path]) =>
    Object.entries(statusMaps[vocabulary] ?? {}).map(([word, state]) => [vocabulary, word, state, path("w1")] as const),
  );
  it.each(words.filter(([vocabulary]) => vocabulary !== "batch"))("%s %s is %s", (vocabulary, word, state, path) => {
    expect(jobs("GET", path, { status: word })).toMatchObject([
      { vocabulary, vendorStatus: word, state, vendorJobId: "w1" },
    ]);
  });

  it("keeps a word nobody documented, and takes it for running", () => {
    expect(jobs("GET", "/video-analysis/jobs/v1", { status: "dreaming" })).toMatchObject([
      { vendorStatus: "dreaming", state: "running" },
    ]);
  });
});

describe("uploads", () => {
  it("of a document are followed by the reading of its text", () => {
    const answer = {
      image_id: "d1",
      status: "completed",
      document_type: "pdf",
      text_extraction_status: "pending",
      filename: "a.pdf",
    };
    expect(jobs("POST", "/files/upload", answer)).toMatchObject([
      { vocabulary: "document", vendorJobId: "d1", vendorStatus: "pending", state: "queued", fileName: "a.pdf" },
    ]);
  });

  it("of an image are followed by its description", () => {
    const answer = { image_id: "i1", status: "processing", description_status: "queued", media_type: "image" };
    expect(jobs("POST", "/user-files/upload/stream", answer)).toMatchObject([
      { vocabulary: "image", vendorJobId: "i1", vendorStatus: "queued", state: "queued" },
    ]);
  });

  it("of a batch that lost a part are partial, with the first message", () => {
    const answer = {
      batch_id: "b1",
      status: "partially_completed",
      error_summary: { count: 1, messages: ["page 2 unreadable"] },
    };
    expect(jobs("POST", "/files/upload/batch", answer)).toMatchObject([
      { vocabulary: "batch", state: "partial", error: { message: "page 2 unreadable" } },
    ]);
  });
});

describe("work inside a call", () => {
  it("ends with its answer", () => {
    expect(jobs("POST", "/extract", { extracted_data: {}, usage: { input_tokens: 5 } }, 200)).toMatchObject([
      { product: "extract", vocabulary: "sync", state: "succeeded", credits: null },
    ]);
    expect(jobs("POST", "/extract", { detail: "x" }, 422)).toMatchObject([{ state: "failed" }]);
  });

  it("fails by an error event inside a 200", () => {
    const stream =
      'data: {"type":"token"}\n\nevent: error\ndata: {"type":"error","message":"boom","code":"TIMEOUT"}\n\n';
    expect(jobs("POST", "/chat/sessions/s1/messages/stream", stream, 200)).toMatchObject([
      { product: "chat", state: "failed", error: { code: "TIMEOUT", message: "boom" } },
    ]);
  });
});

it("costs an unknown amount, never nothing", () => {
  expect(scopix.estimateCredits({ vocabulary: "document", product: "upload", tier: null, pages: 3 })).toMatchObject({
    source: "unknown",
    credits: null,
  });
});

it("never throws, whatever an answer holds", () => {
  fc.assert(
    fc.property(fc.constantFrom(...operations), fc.anything(), (operation, payload) => {
      expect(Array.isArray(readJobs({ operation, params: { id: "x" } }, payload, 200))).toBe(true);
    }),
  );
});
