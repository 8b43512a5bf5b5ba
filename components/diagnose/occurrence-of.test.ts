import { expect, test } from "vitest";
import type { DiagnoseResult } from "#lib/contracts/diagnose.ts";
import { occurrenceOf } from "./occurrence-of.ts";

const nothing: DiagnoseResult = { match: "none", provider: null, entry: null, rule: "unmatched", evidence: {} };

test("an unmatched diagnosis has no entry, and keeps the reasons it was given", () => {
  const occurrence = occurrenceOf({ ...nothing, evidence: { reasons: ["no rule of the catalog holds for it"] } });
  expect(occurrence).toMatchObject({ match: "none", entryId: null, reasons: ["no rule of the catalog holds for it"] });
  expect(occurrence.id).toBeUndefined();
});

test("code, message, status and request id come out of the evidence", () => {
  const evidence = { code: "TIMEOUT", message: "It took too long.", status: 504, reasons: "not a list" };
  expect(occurrenceOf({ ...nothing, evidence, requestId: "req_1" })).toMatchObject({
    code: "TIMEOUT",
    message: "It took too long.",
    status: 504,
    requestId: "req_1",
    reasons: [],
  });
});
