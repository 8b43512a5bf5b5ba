import fc from "fast-check";
import { expect, test } from "vitest";
import { makeOperationMatcher } from "../../match-operation.ts";
import { readJobs } from "./map-job.ts";
import { operations } from "./operations.ts";

const match = makeOperationMatcher(operations);

/** What an answer to this request says of jobs. */
function read(method: string, path: string, payload: unknown) {
  const found = match(method, path);
  if (!found) throw new Error(`${method} ${path} is no operation`);
  return readJobs(found, payload);
}
const one = (method: string, path: string, payload: unknown) => {
  const [fact, ...more] = read(method, path, payload);
  expect(more).toEqual([]);
  return fact;
};

const v2 = { id: "pjb-1", project_id: "p", status: "PENDING", name: "a.pdf", tier: "agentic", error_message: null };

test("parse v2: create, cancel and upload answer with the bare job", () => {
  for (const [method, path] of [
    ["POST", "/api/v2/parse"],
    ["POST", "/api/v2/parse/upload"],
    ["POST", "/api/v2/parse/pjb-1/cancel"],
  ] as const) {
    expect(one(method, path, v2)).toEqual({
      product: "parse",
      vendorJobId: "pjb-1",
      vocabulary: "parse_v2",
      vendorStatus: "PENDING",
      state: "queued",
      error: null,
      credits: null,
      pages: null,
      tier: "agentic",
      fileName: "a.pdf",
      fileId: null,
    });
  }
});

test("parse v2: get wraps the job and puts pages and consumption beside it", () => {
  const payload = {
    job: { ...v2, status: "COMPLETED", usage: { credits: 190 } },
    job_metadata: { job_pages: 19, job_is_cache_hit: false },
    markdown: null,
  };
  expect(one("GET", "/api/v2/parse/pjb-1", payload)).toMatchObject({
    state: "succeeded",
    pages: 19,
    credits: { source: "reported", credits: 190, rule: null },
  });
});

test("parse v2: a completed job with a failed page is partial, with the page's own words", () => {
  const pages = [
    { page_number: 1, success: true },
    { page_number: 2, success: false, error: "Page processing failed" },
  ];
  const job = { ...v2, status: "COMPLETED" };
  expect(one("GET", "/api/v2/parse/pjb-1", { job, markdown: { pages } })).toMatchObject({
    vendorStatus: "COMPLETED",
    state: "partial",
    pages: 2,
    error: { code: null, message: "Page processing failed" },
  });
  const silent = [
    { page_number: 4, success: false },
    { page_number: 7, success: false },
  ];
  expect(one("GET", "/api/v2/parse/pjb-1", { job, items: { pages: silent }, forms: { pages: silent } })).toMatchObject({
    state: "partial",
    error: { message: "Pages 4, 7 were not processed." },
  });
});

test("parse v2: failed pages of a job that still runs or failed as a whole change nothing", () => {
  const markdown = { pages: [{ page_number: 1, success: false }] };
  for (const [status, state] of [
    ["RUNNING", "running"],
    ["FAILED", "failed"],
  ]) {
    expect(one("GET", "/api/v2/parse/pjb-1", { job: { ...v2, status }, markdown })?.state).toBe(state);
  }
});

test("parse v2: the reason of a failure is its message; v2 has no code", () => {
  const job = { ...v2, status: "FAILED", error_message: "PDF_IS_BROKEN: The PDF could not be opened." };
  expect(one("GET", "/api/v2/parse/pjb-1", { job })).toMatchObject({
    state: "failed",
    error: { code: null, message: "PDF_IS_BROKEN: The PDF could not be opened." },
  });
});

test("lists tell every job they can, and skip what is none", () => {
  const items = [
    v2,
    { ...v2, id: "pjb-2", status: "FAILED" },
    { status: "no id" },
    null,
    "text",
    { id: 7 },
    { id: "" },
  ];
  const facts = read("GET", "/api/v2/parse", { items, next_page_token: null, total_size: 7 });
  expect(facts.map((fact) => [fact.vendorJobId, fact.state])).toEqual([
    ["pjb-1", "queued"],
    ["pjb-2", "failed"],
  ]);
});

test("parse v1: the upload's nulls are no error; a failed job has code and message; a good one lacks both", () => {
  const path = "/api/v1/parsing/job/u-1";
  expect(
    one("POST", "/api/v1/parsing/upload", { id: "u-1", status: "PENDING", error_code: null, error_message: null }),
  ).toMatchObject({ vocabulary: "parse_v1", state: "queued", error: null });
  const failed = { id: "u-1", status: "ERROR", error_code: "PDF_IS_PROTECTED", error_message: "Could not open PDF" };
  expect(one("GET", path, failed)).toMatchObject({
    state: "failed",
    error: { code: "PDF_IS_PROTECTED", message: "Could not open PDF" },
  });
  expect(one("GET", path, { id: "u-1", status: "SUCCESS" })).toMatchObject({ state: "succeeded", error: null });
  expect(one("GET", path, { id: "u-1", status: "PARTIAL_SUCCESS" })).toMatchObject({ state: "partial" });
  expect(one("GET", path, { id: "u-1", status: "ERROR", error_code: "TIMEOUT" })).toMatchObject({
    error: { code: "TIMEOUT", message: null },
  });
  expect(one("GET", "/api/parsing/job/u-1", failed)).toMatchObject({ vocabulary: "parse_v1", state: "failed" });
});

test("parse v1: a result tells pages and the job's own consumption, never the account's running total", () => {
  const metadata = { credits_used: 34, job_credits_usage: 19, job_pages: 19, job_is_cache_hit: false };
  for (const format of ["markdown", "json", "text"]) {
    const fact = one("GET", `/api/v1/parsing/job/u-1/result/${format}`, { markdown: "#", job_metadata: metadata });
    expect(fact).toMatchObject({
      vendorJobId: "u-1",
      vendorStatus: null,
      state: null,
      pages: 19,
      credits: { source: "reported", credits: 19 },
    });
  }
});

test("parse v1: 0 credits are a report only for a cache hit, else billing has not spoken yet", () => {
  const result = (job_metadata: object) => one("GET", "/api/v1/parsing/job/u-1/result/markdown", { job_metadata });
  const zero = { credits_used: 10, job_credits_usage: 0, job_pages: 0 };
  expect(result({ ...zero, job_is_cache_hit: false })).toMatchObject({ credits: null, pages: null });
  expect(result({ ...zero, job_is_cache_hit: true })).toMatchObject({ credits: { source: "reported", credits: 0 } });
});

test("extract v2: input, tier, pages and both legs of the cost", () => {
  const job = {
    id: "ext-1",
    file_input: "dfl-1",
    status: "COMPLETED",
    configuration: { tier: "agentic", parse_tier: "cost_effective" },
    metadata: { usage: { num_pages_extracted: 5, num_pages_billed: 10 } },
    usage: { credits: 50, extract_credits: 30, parse_credits: 20 },
    extract_metadata: {},
  };
  expect(one("GET", "/api/v2/extract/ext-1", job)).toMatchObject({
    product: "extract",
    vocabulary: "extract_v2",
    state: "succeeded",
    fileId: "dfl-1",
    tier: "agentic",
    pages: 5,
    credits: { source: "reported", credits: 50, breakdown: { extract_credits: 30, parse_credits: 20 }, rule: null },
  });
  expect(one("GET", "/api/v2/extract/ext-1", { ...job, file_input: "pjb-9" })?.credits).toEqual({
    source: "reported",
    credits: 30,
    breakdown: { extract_credits: 30, parse_credits: 20 },
    rule: "The parse leg is billed to pjb-9.",
  });
  expect(one("GET", "/api/v2/extract/ext-1", { ...job, status: "THROTTLED", usage: null })).toMatchObject({
    vendorStatus: "THROTTLED",
    state: "queued",
    credits: null,
  });
});

test("extract v1: the error is a field of its own; a batch answers with a bare list", () => {
  const reason = "parsing_error: Error on parsing: Result for Parsing Job 1 not found.";
  expect(one("GET", "/api/v1/extraction/jobs/x-1", { id: "x-1", status: "ERROR", error: reason })).toMatchObject({
    vocabulary: "extract_v1",
    state: "failed",
    error: { code: null, message: reason },
  });
  const batch = [{ id: "x-1", status: "PENDING" }, { id: "x-2", status: "CREATED" }, {}];
  expect(read("POST", "/api/v1/extraction/jobs/batch", batch).map((fact) => [fact.vendorJobId, fact.state])).toEqual([
    ["x-1", "queued"],
    ["x-2", "running"],
  ]);
});

test("classify v2 and v1 carry no consumption", () => {
  const job = { id: "c-1", file_input: "dfl-1", status: "COMPLETED", result: { type: "invoice", confidence: 0.9 } };
  expect(one("GET", "/api/v2/classify/c-1", job)).toMatchObject({
    product: "classify",
    state: "succeeded",
    credits: null,
  });
  expect(one("POST", "/api/v1/classifier/jobs", { id: "c-2", status: "PENDING" })).toMatchObject({
    vocabulary: "classify_v1",
    state: "queued",
  });
});

test("split speaks lower case, in its beta and in its final form", () => {
  const ga = { id: "s-1", file_input: "dfl-1", status: "processing" };
  expect(one("POST", "/api/v1/split/jobs", ga)).toMatchObject({
    vocabulary: "split_v1",
    state: "running",
    fileId: "dfl-1",
  });
  const beta = { id: "s-2", document_input: { type: "file_id", value: "dfl-2" }, status: "completed" };
  expect(one("GET", "/api/v1/beta/split/jobs/s-2", beta)).toMatchObject({
    vocabulary: "split_beta",
    state: "succeeded",
  });
  const cancelling = { ...ga, status: "pending" };
  expect(one("POST", "/api/v1/split/jobs/s-1/cancel", cancelling)).toMatchObject({ state: "queued" });
});

test("sheets report a list of errors", () => {
  const job = { id: "sh-1", file_id: "dfl-3", status: "ERROR", errors: ["Sheet1: too wide", "Sheet2: too long"] };
  expect(one("GET", "/api/v1/beta/sheets/jobs/sh-1", job)).toMatchObject({
    state: "failed",
    fileId: "dfl-3",
    error: { code: null, message: "Sheet1: too wide; Sheet2: too long" },
  });
  expect(one("GET", "/api/v1/beta/sheets/jobs/sh-1", { ...job, status: "SUCCESS", errors: [] })?.error).toBeNull();
});

test("batches v2 are jobs of their own", () => {
  expect(one("POST", "/api/v2/batches", { id: "bat-1", status: "RUNNING", results: [] })).toMatchObject({
    product: "batch",
    state: "running",
  });
});

test("an unknown status is kept verbatim and followed as running", () => {
  expect(one("GET", "/api/v2/parse/pjb-1", { job: { ...v2, status: "HIBERNATING" } })).toMatchObject({
    vendorStatus: "HIBERNATING",
    state: "running",
  });
});

test("a job without a status says nothing about its state", () => {
  expect(one("POST", "/api/v2/parse", { id: "pjb-1" })).toMatchObject({ vendorStatus: null, state: null });
});

test("fields of the wrong type, size or sign never cost us the job", () => {
  const job = { ...v2, tier: 5, name: {}, error_message: [], usage: "none", configuration: [] };
  const metadata = { usage: { num_pages_extracted: 2.5, num_pages_billed: 1e300 } };
  expect(one("POST", "/api/v2/parse", { ...job, metadata })).toMatchObject({
    vendorJobId: "pjb-1",
    pages: null,
    tier: null,
  });
  for (const job_pages of [1e12, -3, 0.5, "7"]) {
    expect(one("GET", "/api/v2/parse/pjb-1", { job: v2, job_metadata: { job_pages } })?.pages).toBeNull();
  }
  for (const credits of [1e300, -5, "40"]) {
    expect(one("POST", "/api/v2/parse", { ...v2, usage: { credits } })?.credits).toBeNull();
  }
});

test("deletes, plain reads and answers without a job tell nothing", () => {
  expect(read("DELETE", "/api/v2/parse/pjb-1", { id: "pjb-1", project_id: "p" })).toEqual([]);
  expect(read("GET", "/api/v1/parsing/job/u-1/details", { id: "u-1", status: "SUCCESS" })).toEqual([]);
  expect(read("GET", "/api/v1/projects", [{ id: "p" }])).toEqual([]);
  expect(read("GET", "/api/v2/parse", { items: "none" })).toEqual([]);
});

test("no payload makes it throw, and every id and state it reads is usable", () => {
  const jobOperations = operations.filter((operation) => operation.vocabulary);
  const wild = fc.oneof(
    fc.jsonValue(),
    fc.record({ job: fc.jsonValue(), markdown: fc.jsonValue(), job_metadata: fc.jsonValue() }),
    fc.record({ id: fc.string(), status: fc.jsonValue(), usage: fc.jsonValue(), errors: fc.jsonValue() }),
    fc.record({ items: fc.array(fc.record({ id: fc.jsonValue(), status: fc.string() })) }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...jobOperations), wild, (operation, payload) => {
      for (const fact of readJobs({ operation, params: { id: "x" } }, payload)) {
        expect(typeof fact.vendorJobId).toBe("string");
        expect(fact.pages === null || (Number.isInteger(fact.pages) && fact.pages >= 0)).toBe(true);
      }
    }),
  );
});
