import { expect, test } from "vitest";
import { jobStates } from "#lib/vocabulary.ts";
import { stateOf } from "../../state-of.ts";
import { limits, regions, statusMaps } from "./facts.ts";
import { llamaparse } from "./index.ts";
import { cancellable, jobPaths, operations } from "./operations.ts";

const vocabularies = Object.keys(statusMaps);

test.each([
  ["parse_v2", "PENDING RUNNING COMPLETED FAILED CANCELLED", "queued running succeeded failed cancelled"],
  ["extract_v2", "PENDING THROTTLED RUNNING COMPLETED FAILED", "queued queued running succeeded failed"],
  ["classify_v2", "PENDING RUNNING COMPLETED FAILED CANCELLED", "queued running succeeded failed cancelled"],
  ["batch_v2", "PENDING THROTTLED RUNNING COMPLETED FAILED", "queued queued running succeeded failed"],
  ["parse_v1", "PENDING SUCCESS ERROR PARTIAL_SUCCESS CANCELLED", "queued succeeded failed partial cancelled"],
  ["extract_v1", "PENDING SUCCESS ERROR PARTIAL_SUCCESS CANCELED", "queued succeeded failed partial cancelled"],
  ["sheets", "PENDING SUCCESS ERROR PARTIAL_SUCCESS CANCELLED", "queued succeeded failed partial cancelled"],
  ["split_v1", "pending processing completed failed cancelled", "queued running succeeded failed cancelled"],
  ["split_beta", "pending processing completed failed cancelled", "queued running succeeded failed cancelled"],
])("%s speaks %s", (vocabulary, words, states) => {
  expect(words.split(" ").map((word) => stateOf(statusMaps, vocabulary, word))).toEqual(states.split(" "));
});

test("a word nobody documented, in the wrong case or from Object itself, is followed as running", () => {
  for (const word of ["ARCHIVED", "completed", "constructor", "__proto__", ""]) {
    expect(stateOf(statusMaps, "parse_v2", word)).toBe("running");
  }
  expect(stateOf(statusMaps, "no_such_vocabulary", "COMPLETED")).toBe("running");
});

test("every word leads to one of our states", () => {
  for (const map of Object.values(statusMaps))
    for (const state of Object.values(map)) expect(jobStates).toContain(state);
});

test("every vocabulary has its jobs' path, and the operations that speak one know it", () => {
  expect(Object.keys(jobPaths).sort()).toEqual(vocabularies.toSorted());
  for (const { vocabulary, kind } of operations) {
    if (vocabulary !== undefined) expect(vocabularies).toContain(vocabulary);
    if (["create_job", "read_job", "list_jobs", "cancel_job"].includes(kind)) expect(vocabulary).toBeDefined();
  }
});

test.each(vocabularies)(
  "a %s job is polled, and cancelled where it can be, at an address we know by name",
  (vocabulary) => {
    const job = { vocabulary, vendorJobId: "a/b c", scope: "project_id=p1" };
    const poll = llamaparse.pollRequest(job);
    expect(poll).toMatchObject({ method: "GET", path: expect.stringContaining("/a%2Fb%20c") });
    expect(poll?.path).toContain("project_id=p1");
    const cancel = llamaparse.cancelRequest(job);
    if (cancellable.has(vocabulary))
      expect(cancel?.path).toBe(`${jobPaths[vocabulary]}/a%2Fb%20c/cancel?project_id=p1`);
    else expect(cancel).toBeNull();
  },
);

test("a poll asks for what it costs where the vendor can say it, and adds no empty query", () => {
  const poll = (vocabulary: string) => llamaparse.pollRequest({ vocabulary, vendorJobId: "1", scope: null })?.path;
  expect(poll("parse_v2")).toBe("/api/v2/parse/1?expand=usage&expand=job_metadata");
  expect(poll("extract_v2")).toBe("/api/v2/extract/1?expand=usage&expand=extract_metadata");
  expect(poll("split_v1")).toBe("/api/v1/split/jobs/1");
  expect(poll("no_such_vocabulary")).toBeUndefined();
});

test("public regions are origins over https; the others bring their address elsewhere", () => {
  for (const { id, baseUrl } of regions) {
    if (id === "byoc" || id === "sandbox") expect(baseUrl).toBeNull();
    else expect(new URL(baseUrl ?? "").origin).toBe(baseUrl);
  }
  expect(regions.map((region) => region.id)).toEqual(["na", "eu", "byoc", "sandbox"]);
});

test("a limit taken over from another of the vendor's products stays marked as an assumption", () => {
  for (const limit of limits.filter(({ source }) => source.includes("helm-charts"))) {
    expect(limit.certainty).toBe("assumption");
    expect(limit.source).toMatch(/\d{4}-\d\d-\d\d/);
  }
});
