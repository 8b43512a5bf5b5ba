import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeOperationMatcher } from "../../match-operation.ts";
import { statusMaps } from "./facts.ts";
import { readJobs } from "./map-job.ts";
import { operations, pollPaths } from "./operations.ts";
import { readRequest } from "./read-request.ts";

const find = makeOperationMatcher(operations);
function matched(method: string, path: string) {
  const match = find(method, path);
  if (!match) throw new Error(`no operation for ${method} ${path}`);
  return match;
}
const jobs = (method: string, path: string, payload: unknown, status?: number) =>
  readJobs(matched(method, path), payload, status);

describe("states", () => {
  const words = Object.entries(pollPaths).flatMap(([vocabulary, path]) =>
    Object.entries(statusMaps[vocabulary] ?? {}).map(([word, state]) => [vocabulary, word, state, path("w1")] as const),
  );
  it.each(words)("%s %s is %s", (vocabulary, word, state, path) => {
    const payload = vocabulary === "document" ? { phase: word } : { status: word };
    expect(jobs("GET", path, payload)).toMatchObject([{ vocabulary, vendorStatus: word, state, vendorJobId: "w1" }]);
  });

  it("keeps a phase nobody documented, and takes it for running", () => {
    expect(jobs("GET", "/v1/documents/d1/status", { phase: "dreaming" })).toMatchObject([
      { vendorStatus: "dreaming", state: "running" },
    ]);
  });

  it("of a document are read from its record too, which speaks of a status", () => {
    const record = { id: "d1", status: "completed", file_name: "a.pdf", total_pages: 7 };
    expect(jobs("GET", "/v1/documents/d1", record)).toMatchObject([
      { vendorJobId: "d1", state: "succeeded", fileName: "a.pdf", pages: 7 },
    ]);
  });
});

describe("jobs", () => {
  it("tell what they cost in dollars, which are no credits", () => {
    expect(jobs("GET", "/v1/jobs/j1", { id: "j1", status: "succeeded", cost_usd: 0.12 })).toMatchObject([
      { credits: { source: "unknown", credits: null, breakdown: { cost_usd: 0.12 } } },
    ]);
  });

  it("tell their error in any of its fields", () => {
    const error = { status: "failed", error_code: "parse_timeout", last_error: { message: "too slow", code: "x" } };
    expect(jobs("GET", "/v1/jobs/j1", error)).toMatchObject([
      { error: { code: "parse_timeout", message: "too slow" } },
    ]);
    expect(jobs("GET", "/api/v1/jobs/j1", { status: "failed", error: "no text" })).toMatchObject([
      { error: { code: null, message: "no text" } },
    ]);
  });

  it("are listed", () => {
    const payload = { documents: [{ id: "a", status: "completed" }, 7, { id: "b", phase: "parsing" }] };
    expect(jobs("GET", "/v1/documents", payload).map(({ vendorJobId }) => vendorJobId)).toEqual(["a", "b"]);
  });
});

describe("a chat", () => {
  const path = "/v1/documents/d1/chat/completions";

  it("is a job when it asks for data of a schema, and none when it only asks", () => {
    const schema = { response_format: { type: "json_schema", json_schema: {} }, model: "m" };
    expect(readRequest(matched("POST", path), schema)).toMatchObject({ product: "extract", tier: "m", fileId: "d1" });
    expect(readRequest(matched("POST", path), { messages: [] }).product).toBeNull();
    expect(readRequest(matched("POST", "/document/d1/structured-output"), { query: "x" }).product).toBeUndefined();
  });

  it("ends with its answer, fails with it, or fails by an event inside a 200", () => {
    expect(jobs("POST", path, { id: "chatcmpl-1", usage: { total_tokens: 90 } }, 200)).toMatchObject([
      { state: "succeeded", credits: { breakdown: { total_tokens: 90 } } },
    ]);
    expect(jobs("POST", path, { error: { code: "EXTRACTION_BLOCKED" } }, 422)).toMatchObject([{ state: "failed" }]);
    expect(jobs("POST", path, 'data: {"error":{"message":"boom"}}\n\n', 200)).toMatchObject([
      { state: "failed", error: { message: "boom" } },
    ]);
  });

  it("that answers 202 goes on as a job", () => {
    expect(jobs("POST", "/v1/resolve/chat/completions", { run_id: "r1" }, 202)).toMatchObject([
      { vendorJobId: "r1", vocabulary: "job", state: "running" },
    ]);
  });
});

it("never throws, whatever an answer holds", () => {
  fc.assert(
    fc.property(fc.constantFrom(...operations), fc.anything(), (operation, payload) => {
      expect(Array.isArray(readJobs({ operation, params: { id: "x" } }, payload, 200))).toBe(true);
    }),
  );
});
