import { expect, test } from "vitest";
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { prepareSummary } from "./prepare-summary.ts";

const result: DiagnoseResult = {
  match: "entry",
  provider: "extend",
  entry: {
    id: "extend/corrupt-file",
    title: "The file is damaged",
    family: "corrupt_file",
    whoActs: "caller",
    retry: "after_change",
    billed: "unknown",
    sources: [],
  },
  rule: "code:CORRUPT_FILE",
  evidence: {
    status: 422,
    code: "CORRUPT_FILE",
    message: "Jane Doe's passport could not be read",
    values: { 1: "Jane" },
  },
  requestId: "req_1",
};

test("a summary says what it is, what to do and where that is written", () => {
  expect(prepareSummary(result, "https://docket.test")).toBe(
    [
      "The file is damaged (extend/corrupt-file)",
      "Provider: Extend",
      "HTTP status: 422",
      "Code: CORRUPT_FILE",
      "Request id: req_1",
      "Who must act: the caller",
      "Retry: not as it is",
      "Billed: unknown",
      "Rule: code:CORRUPT_FILE",
      "Guidance: https://docket.test/guidance/extend/corrupt-file",
      "",
    ].join("\n"),
  );
});

test("a summary carries nothing of the pasted text", () => {
  expect(prepareSummary(result, "https://docket.test")).not.toContain("Jane");
});

test("an unknown error is called so, without an address", () => {
  const unknown = {
    ...result,
    match: "none" as const,
    entry: null,
    provider: null,
    evidence: {},
    requestId: undefined,
  };
  expect(prepareSummary(unknown, "https://docket.test")).toBe("An error the guidance does not know\n");
});
