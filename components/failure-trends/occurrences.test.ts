import { expect, it } from "vitest";
import { occurrencesOf } from "./occurrences.ts";

it("leads from a stripe to its entry's failures in its stretch of time", () => {
  const at = Date.parse("2026-11-20T12:00:00.000Z");
  const href = occurrencesOf({ entry: "docket/status-5xx", family: "vendor_fault", stretch: { at, lengthMs: 60_000 } });
  const query = new URL(href, "http://docket").searchParams;
  expect(Object.fromEntries(query)).toEqual({
    view: "single",
    entry: "docket/status-5xx",
    family: "vendor_fault",
    from: "2026-11-20T12:00:00.000Z",
    to: "2026-11-20T12:01:00.000Z",
  });
});

it("finds failures without an entry by their family", () => {
  expect(occurrencesOf({ entry: "", family: null })).toBe("/failures?view=single&family=unclassified");
  expect(occurrencesOf({ entry: "", family: "network" })).toBe("/failures?view=single&family=network");
});
