import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeOperationMatcher } from "../../match-operation.ts";
import { estimateCredits } from "./credits.ts";
import { statusMaps } from "./facts.ts";
import { readJobs } from "./map-job.ts";
import { jobPaths, operations } from "./operations.ts";

const find = makeOperationMatcher(operations);
function jobs(method: string, path: string, payload: unknown, status?: number) {
  const match = find(method, path);
  if (!match) throw new Error(`no operation for ${method} ${path}`);
  return readJobs(match, payload, status);
}

describe("states", () => {
  it.each(
    Object.entries(jobPaths).flatMap(([vocabulary, path]) =>
      Object.entries(statusMaps[vocabulary] ?? {}).map(([word, state]) => [vocabulary, word, state, path] as const),
    ),
  )("%s %s is %s", (vocabulary, word, state, path) => {
    expect(jobs("GET", `${path}/j1`, { job_id: "j1", status: word })).toMatchObject([
      { vocabulary, vendorStatus: word, state, vendorJobId: "j1" },
    ]);
  });

  it("keeps a word nobody documented, and takes it for running", () => {
    expect(jobs("GET", "/v2/parse/jobs/j1", { job_id: "j1", status: "dreaming" })).toMatchObject([
      { vendorStatus: "dreaming", state: "running" },
    ]);
  });

  it("of a new job without a status is queued", () => {
    expect(jobs("POST", "/v1/ade/parse/jobs", { job_id: "j1" }, 202)).toMatchObject([{ state: "queued" }]);
  });
});

describe("a completed job", () => {
  const metadata = { page_count: 4, credit_usage: 12, filename: "a.pdf", version: "dpt-2-20260410" };

  it("is billed once, though the first API repeats its metadata", () => {
    const payload = { job_id: "j1", status: "completed", metadata, data: { metadata } };
    expect(jobs("GET", "/v1/ade/parse/jobs/j1", payload, 200)).toMatchObject([
      {
        state: "succeeded",
        pages: 4,
        tier: "dpt-2-20260410",
        fileName: "a.pdf",
        credits: { source: "reported", credits: 12 },
      },
    ]);
  });

  it("tells its bill in the second API's own place", () => {
    const result = { metadata: { billing: { service_tier: "standard", total_credits: 0.7245999999999999 } } };
    expect(jobs("GET", "/v2/extract/jobs/j1", { job_id: "j1", status: "completed", result }, 200)).toMatchObject([
      { credits: { credits: 0.725 } },
    ]);
  });

  it("is partial by a 206, by failed pages, by a broken schema, by a warning", () => {
    const read = (more: object, status = 200) =>
      jobs("GET", "/v1/ade/extract/jobs/j1", { job_id: "j1", status: "completed", ...more }, status)[0];
    expect(read({}, 206)?.state).toBe("partial");
    expect(read({ data: { metadata: { failed_pages: [0] } } })).toMatchObject({ state: "partial", error: null });
    expect(read({ metadata: { schema_violation_error: "x is null" } })).toMatchObject({
      state: "partial",
      error: { message: "x is null" },
    });
    expect(read({ metadata: { warnings: [{ code: "nonconformant_schema", msg: "m" }] } })).toMatchObject({
      error: { code: "nonconformant_schema", message: "m" },
    });
  });
});

it("reads a failed job's reason in either API", () => {
  expect(jobs("GET", "/v1/ade/extract/jobs/j", { job_id: "j", status: "failed", failure_reason: "r" })).toMatchObject([
    { state: "failed", error: { code: null, message: "r" } },
  ]);
  const error = { code: "internal_error", message: "m" };
  expect(jobs("GET", "/v2/parse/jobs/j", { job_id: "j", status: "failed", error })).toMatchObject([{ error }]);
});

it("lists jobs", () => {
  const payload = { jobs: [{ job_id: "a", status: "failed", failure_reason: "r" }, 3], has_more: false };
  expect(jobs("GET", "/v1/ade/parse/jobs", payload)).toMatchObject([{ vendorJobId: "a", state: "failed" }]);
});

describe("work inside a call", () => {
  it("has the 475 seconds the vendor gives it, which the gateway has to outwait", () => {
    const given = operations.filter(({ kind }) => kind === "sync_job").map(({ timeoutMs }) => timeoutMs);
    expect(new Set(given)).toEqual(new Set([475_000]));
    expect(operations.find(({ kind }) => kind === "create_job")?.timeoutMs).toBeUndefined();
  });

  it("ends with its answer and tells its bill; 206 is partial", () => {
    const metadata = { job_id: "parse-1", page_count: 2, credit_usage: 6, failed_pages: [1], filename: "b.pdf" };
    expect(jobs("POST", "/v1/ade/parse", { markdown: "", metadata }, 206)).toMatchObject([
      {
        vendorJobId: "parse-1",
        vocabulary: "sync",
        state: "partial",
        pages: 2,
        credits: { credits: 6 },
        fileName: "b.pdf",
      },
    ]);
    expect(jobs("POST", "/v2/parse", {}, 504)).toMatchObject([{ state: "failed", vendorJobId: "", credits: null }]);
  });
});

it("estimates only what pages decide: DPT-2", () => {
  const parse = { product: "parse", pages: 4 };
  expect(estimateCredits({ ...parse, tier: "dpt-2-latest" })).toMatchObject({ source: "estimated", credits: 12 });
  for (const tier of ["dpt-2-mini", "dpt-3-pro-latest", null]) {
    expect(estimateCredits({ ...parse, tier })).toMatchObject({ source: "unknown", credits: null });
  }
  expect(estimateCredits({ product: "extract", pages: 4, tier: "dpt-2" })).toMatchObject({ source: "unknown" });
});

it("never throws, whatever an answer holds", () => {
  fc.assert(
    fc.property(fc.constantFrom(...operations), fc.anything(), (operation, payload) => {
      expect(Array.isArray(readJobs({ operation, params: { id: "x" } }, payload, 200))).toBe(true);
    }),
  );
});
