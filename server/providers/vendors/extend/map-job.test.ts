import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeOperationMatcher } from "../../match-operation.ts";
import { statusMaps } from "./facts.ts";
import { extend } from "./index.ts";
import { readJobs } from "./map-job.ts";
import { jobPaths, operations } from "./operations.ts";

const find = makeOperationMatcher(operations);

function jobs(method: string, path: string, payload: unknown) {
  const match = find(method, path);
  if (!match) throw new Error(`no operation for ${method} ${path}`);
  return readJobs(match, payload);
}

const run = (object: string, status: string, more: object = {}) => ({ object, id: "run_1", status, ...more });

describe("states", () => {
  const paths: [vocabulary: string, path: string][] = Object.entries(jobPaths);

  it.each(
    paths.flatMap(([vocabulary, path]) =>
      Object.entries(statusMaps[vocabulary] ?? {}).map(([word, state]) => [vocabulary, word, state, path] as const),
    ),
  )("%s %s is %s", (vocabulary, word, state, path) => {
    expect(jobs("GET", `${path}/run_1`, { id: "run_1", status: word })).toMatchObject([
      { vocabulary, vendorStatus: word, state, vendorJobId: "run_1" },
    ]);
  });

  it.each(paths)("keeps a word nobody documented of a %s, and takes it for running", (_, path) => {
    expect(jobs("GET", `${path}/run_1`, { id: "run_1", status: "PONDERING" })).toMatchObject([
      { vendorStatus: "PONDERING", state: "running" },
    ]);
  });

  it("ends exactly where the SDK's polling ends", () => {
    for (const [vocabulary, words] of Object.entries(statusMaps)) {
      for (const [word, state] of Object.entries(words)) {
        const ended = !["PROCESSING", "PENDING", "CANCELLING"].includes(word);
        expect(!["queued", "running"].includes(state), `${vocabulary} ${word}`).toBe(ended);
      }
    }
  });
});

describe("readJobs", () => {
  it("reads a run whole: file, pages, engine, credits, reason", () => {
    const payload = run("parse_run", "FAILED", {
      batchId: "bpar_1",
      file: { id: "file_1", name: "a.pdf" },
      failureReason: "OCR_ERROR",
      failureMessage: "m",
      config: { engine: "parse_light" },
      metrics: { pageCount: 7 },
      usage: null,
    });
    expect(jobs("GET", "/parse_runs/run_1", payload)).toEqual([
      {
        product: "parse",
        vendorJobId: "run_1",
        vocabulary: "parse_run",
        vendorStatus: "FAILED",
        state: "failed",
        error: { code: "OCR_ERROR", message: "m" },
        credits: null,
        pages: 7,
        tier: "parse_light",
        fileName: "a.pdf",
        fileId: "file_1",
        parentVendorJobId: "bpar_1",
      },
    ]);
  });

  it("reads the answer of a synchronous call as a run that has ended", () => {
    const payload = run("parse_run", "PROCESSED", { file: null, usage: { credits: 4 } });
    expect(jobs("POST", "/parse", payload)).toMatchObject([{ state: "succeeded", credits: { credits: 4 } }]);
    expect(find("POST", "/parse")?.operation.kind).toBe("sync_job");
  });

  it("believes no reason on a run that has not failed", () => {
    expect(
      jobs("GET", "/parse_runs/x", run("parse_run", "PROCESSING", { failureReason: "OCR_ERROR" }))[0]?.error,
    ).toBeNull();
  });

  it("names the batch of each run of a list", () => {
    const data = [
      run("extract_run", "PROCESSED"),
      run("extract_run", "FAILED", { id: "run_2", batchId: "bpr_1" }),
      "odd",
    ];
    expect(jobs("GET", "/extract_runs", { object: "list", data })).toMatchObject([
      { vendorJobId: "run_1", parentVendorJobId: null },
      { vendorJobId: "run_2", parentVendorJobId: "bpr_1", state: "failed" },
    ]);
  });

  it("reads a batch as a job of its own, and none out of a workflow batch's bare id", () => {
    const batch = { object: "batch_run", id: "bpar_1", status: "PENDING", runCount: 2 };
    expect(jobs("POST", "/parse_runs/batch", batch)).toMatchObject([
      { product: "batch", vocabulary: "batch_run", state: "queued" },
    ]);
    expect(jobs("POST", "/workflow_runs/batch", { batchId: "batch_1" })).toEqual([]);
  });

  it("gives a workflow's runs first, each with its parent and its own credits, and the workflow last without any", () => {
    const child = run("extract_run", "PROCESSED", { id: "exr_1", usage: { credits: 6 } });
    const payload = run("workflow_run", "PROCESSED", {
      stepRuns: [
        { status: "PROCESSED", result: { extractRun: child } },
        { status: "PROCESSED", result: null },
      ],
      usage: {
        credits: 10,
        totalCredits: 10,
        breakdown: [
          { object: "extract_run", id: "exr_1", credits: 6 },
          { object: "parse_run", id: "pr_1", credits: 4 },
        ],
      },
    });
    const facts = jobs("GET", "/workflow_runs/run_1", payload);
    expect(facts.map(({ vendorJobId, parentVendorJobId, state }) => [vendorJobId, parentVendorJobId, state])).toEqual([
      ["exr_1", "run_1", "succeeded"],
      ["pr_1", "run_1", null],
      ["run_1", null, "succeeded"],
    ]);
    expect(facts.reduce((sum, { credits }) => sum + (credits?.credits ?? 0), 0)).toBe(10);
  });

  it("counts an extract and the parse it caused once each", () => {
    const payload = run("extract_run", "PROCESSED", {
      usage: {
        credits: 9,
        totalCredits: 15,
        breakdown: [
          { object: "extract_run", id: "run_1", credits: 9 },
          { object: "parse_run", id: "pr_1", credits: 6 },
        ],
      },
    });
    const facts = jobs("GET", "/extract_runs/run_1", payload);
    expect(facts.map(({ vendorJobId, credits }) => [vendorJobId, credits?.credits])).toEqual([
      ["pr_1", 6],
      ["run_1", 9],
    ]);
  });

  it("tells a loss: a failed step in a run that ended well, and a run a reviewer rejected", () => {
    const stepRuns = [{ status: "FAILED", stepType: "EXTRACT", step: { name: "Totals" } }];
    expect(jobs("GET", "/workflow_runs/x", run("workflow_run", "PROCESSED", { stepRuns })).at(-1)).toMatchObject({
      state: "partial",
      error: { code: null, message: "Workflow step Totals failed." },
    });
    expect(jobs("GET", "/workflow_runs/x", run("workflow_run", "REJECTED")).at(-1)?.state).toBe("partial");
  });

  it("reads the older API's wrapping and a webhook's payload, and tells the product by type", () => {
    const processorRun = { id: "run_1", status: "PROCESSED", type: "SPLITTER" };
    expect(jobs("GET", "/processor_runs/run_1", { success: true, processorRun })).toMatchObject([{ product: "split" }]);
    const event = { eventId: "e", eventType: "parse_run.failed", payload: run("parse_run_status", "FAILED") };
    expect(jobs("GET", "/parse_runs/run_1", event)).toMatchObject([{ vocabulary: "parse_run", state: "failed" }]);
  });

  it("gives one fact for a cancel, whose answer is about one run", () => {
    expect(jobs("POST", "/parse_runs/run_1/cancel", run("parse_run", "CANCELLED"))).toMatchObject([
      { state: "cancelled" },
    ]);
    expect(jobs("DELETE", "/parse_runs/run_1", { id: "run_1" })).toEqual([]);
  });

  it("never throws, whatever it is given", () => {
    const known = fc.record(
      {
        id: fc.anything(),
        object: fc.constantFrom("parse_run", "workflow_run", "__proto__", "toString"),
        status: fc.anything(),
        usage: fc.anything(),
        stepRuns: fc.anything(),
        data: fc.anything(),
        file: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const operation = fc.constantFrom(...operations.filter(({ vocabulary }) => vocabulary));
    fc.assert(
      fc.property(operation, fc.oneof(fc.anything(), known), (operation, payload) => {
        for (const fact of readJobs({ operation, params: {} }, payload)) expect(fact.vendorJobId).not.toBe("");
      }),
      { numRuns: 500 },
    );
  });
});

describe("requests", () => {
  const match = find("POST", "/parse_runs");

  it("are read for engine and file, in today's names and the older ones", () => {
    if (!match) throw new Error("no operation");
    expect(
      extend.readRequest(match, { file: { url: "https://x.test/d/a%20b.pdf?s=1" }, config: { engine: "parse_light" } }),
    ).toEqual({
      tier: "parse_light",
      fileId: null,
      fileName: "a b.pdf",
    });
    expect(extend.readRequest(match, { file: { fileId: "file_1" } })).toMatchObject({ fileId: "file_1" });
    expect(extend.readRequest(match, "text")).toEqual({});
  });

  it("that upload give the file's id and name", () => {
    const upload = find("POST", "/files/upload");
    if (!upload || !match) throw new Error("no operation");
    expect(extend.readFile(upload, { object: "file", id: "file_1", name: "a.pdf" })).toEqual({
      fileId: "file_1",
      name: "a.pdf",
    });
    expect(extend.readFile(upload, { success: true, file: { id: "file_1", name: "a.pdf" } })).toEqual({
      fileId: "file_1",
      name: "a.pdf",
    });
    expect(extend.readFile(upload, { success: false })).toBeNull();
    expect(extend.readFile(match, { id: "file_1", name: "a.pdf" })).toBeNull();
  });

  it("of Docket's own name the API version and go where the run lives", () => {
    for (const vocabulary of Object.keys(statusMaps)) {
      const poll = extend.pollRequest({ vocabulary, vendorJobId: "a/b", scope: null });
      expect(poll?.headers).toEqual({ "x-extend-api-version": "2026-02-09" });
      const found = find("GET", poll?.path.split("?")[0] ?? "");
      expect([found?.operation.kind, found?.operation.vocabulary, found?.params.id]).toEqual([
        "read_job",
        vocabulary,
        "a/b",
      ]);
      const cancel = extend.cancelRequest({ vocabulary, vendorJobId: "x", scope: null });
      if (cancel) expect(find("POST", cancel.path)?.operation.kind).toBe("cancel_job");
    }
    expect(extend.cancelRequest({ vocabulary: "edit_run", vendorJobId: "x", scope: null })).toBeNull();
    expect(find("GET", extend.preflight.path.split("?")[0] ?? "")).not.toBeNull();
  });
});
