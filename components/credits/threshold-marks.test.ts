import { expect, it } from "vitest";
import type { BudgetCrossing } from "#lib/contracts/budget-crossings.ts";
import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import { thresholdMarks } from "./threshold-marks.ts";

const crossing = (more: Partial<BudgetCrossing>): BudgetCrossing => ({
  id: "019a9c1e-0000-4000-8000-000000000001",
  month: "2026-11-01",
  threshold: 80,
  at: "2026-11-20T14:21:00.000Z",
  credits: 40_000,
  used: { reported: 32_000, estimated: 150, unknownJobs: 0 },
  runsDry: null,
  standing: "holds",
  acknowledged: null,
  ...more,
});
const marks = (crossings: BudgetCrossing[], thresholds = [80, 100]) =>
  thresholdMarks({ credits: 40_000, thresholds, crossings } as BudgetSummary);

it("says of each threshold when it was reached, or where it lies", () => {
  expect(marks([crossing({})])).toEqual([
    {
      key: "80",
      text: "80 % reached 20 Nov",
      tone: "warn",
      shape: "diamond",
      detail: "32,150 of 40,000 credits used; not acknowledged yet",
    },
    { key: "100", text: "100 % at 40,000", tone: "quiet", shape: "ring" },
  ]);
  expect(marks([crossing({ threshold: 100 })])[1]).toMatchObject({ tone: "bad", shape: "square" });
});

it("what is no longer reached, and what is no threshold any more, is told as history", () => {
  const [gone, missed] = marks([crossing({ standing: "no_longer" }), crossing({ threshold: 50 })]);
  expect(gone).toMatchObject({ text: "50 % was reached on 20 Nov", tone: "quiet" });
  expect(missed).toMatchObject({ text: "80 % was reached on 20 Nov", tone: "quiet" });
});

it("the forecast comes last, and says whether it still holds", () => {
  const forecast = { threshold: null, runsDry: { earliest: "2026-11-24", latest: "2026-11-26" } };
  expect(marks([crossing(forecast)]).at(-1)).toMatchObject({ text: "forecast told 20 Nov", tone: "warn" });
  expect(marks([crossing({ ...forecast, standing: "no_longer" })]).at(-1)).toMatchObject({
    text: "forecast was told on 20 Nov",
    tone: "quiet",
  });
});

it("names who saw to it, and what was unknown", () => {
  const acknowledged = { at: "2026-11-20T15:00:00.000Z", by: "ops@acme.example" };
  const used = { reported: 32_000, estimated: 0, unknownJobs: 3 };
  expect(marks([crossing({ acknowledged, used })])[0]?.detail).toBe(
    "32,000 of 40,000 credits used, unknown for 3 jobs; acknowledged by ops@acme.example",
  );
});
