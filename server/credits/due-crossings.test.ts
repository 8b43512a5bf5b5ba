import fc from "fast-check";
import { expect, it } from "vitest";
import type { BudgetRow } from "./budget-store.ts";
import type { CrossingRow } from "./crossing-store.ts";
import { dueCrossings } from "./due-crossings.ts";
import { summarize } from "./judge-budgets.ts";

const now = new Date("2026-11-20T12:00:00Z");
const row = (more: object = {}) =>
  ({
    id: "019a9c1e-0000-4000-8000-000000000001",
    provider: "extend",
    region: null,
    clientId: null,
    credits: 1_000,
    startDay: 1,
    thresholds: [80, 100],
    tellsForecast: true,
    updatedAt: new Date("2026-09-01T00:00:00Z"),
    ...more,
  }) as unknown as BudgetRow;
const days = (credits: Record<string, number>, unknownJobs = 0) =>
  new Map(Object.entries(credits).map(([day, reported]) => [Date.parse(day), { reported, estimated: 0, unknownJobs }]));
const told = (month: string, threshold: number | null) =>
  ({
    month: new Date(month),
    threshold,
    at: now,
    credits: 1,
    usedReported: 1,
    usedEstimated: 0,
  }) as never as CrossingRow;
function due(used: ReturnType<typeof days>, budget = row(), crossings: CrossingRow[] = [], at = now) {
  const summary = summarize({ row: budget, clientName: null, daily: used, crossings: [], now: at });
  return dueCrossings({ row: budget, summary, daily: used, crossings }, at).map(
    ({ month, threshold }) => `${month} ${threshold}`,
  );
}

it.each([
  [799.99, []],
  [800, ["2026-11-01 80"]],
  [1_000, ["2026-11-01 80", "2026-11-01 100"]],
])("%d of 1,000 credits used reaches %j", (used, expected) => {
  expect(due(days({ "2026-11-19": used }))).toEqual(expected);
});

it("is reached exactly where the credits say so, whatever a quotient loses on the way", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 1_000_000 }), (threshold, credits) => {
      const budget = row({ credits: credits * 100, thresholds: [threshold], tellsForecast: false });
      expect(due(days({ "2026-11-19": credits * threshold }), budget)).toHaveLength(1);
      expect(due(days({ "2026-11-19": credits * threshold - 0.001 }), budget)).toHaveLength(0);
    }),
  );
});

it("a month that knows nothing but unknown jobs reaches nothing", () => {
  expect(due(days({ "2026-11-19": 0 }, 500))).toEqual([]);
});

const steady = days(
  Object.fromEntries(Array.from({ length: 19 }, (_, n) => [`2026-11-${String(n + 1).padStart(2, "0")}`, 30])),
);

it("the forecast is due only where its whole range exceeds the budget, it is wanted, and nothing is spent yet", () => {
  // 570 are used, 885 are foreseen.
  expect(due(steady, row({ credits: 880 }))).toEqual(["2026-11-01 null"]);
  expect(due(steady, row({ credits: 890 }))).toEqual([]);
  expect(due(steady, row({ credits: 880, tellsForecast: false }))).toEqual([]);
  expect(due(steady, row({ credits: 500, thresholds: [150] }))).toEqual([]);
  const wavering = days({ "2026-11-16": 0, "2026-11-17": 400, "2026-11-18": 0, "2026-11-19": 200 });
  expect(due(wavering, row({ credits: 1_200 }))).toEqual([]);
});

it("what was told in its month is not due again; the same of another month is", () => {
  const used = days({ "2026-11-19": 900 });
  expect(due(used, row(), [told("2026-11-01", 80)])).toEqual([]);
  expect(due(used, row(), [told("2026-10-01", 80)])).toEqual(["2026-11-01 80"]);
  expect(due(steady, row({ credits: 880 }), [told("2026-11-01", null)])).toEqual([]);
});

it("a month runs from the budget's start day, and is judged for a day after its end", () => {
  const used = days({ "2026-11-14": 900, "2026-11-15": 100 });
  const budget = row({ startDay: 15 });
  const at = (time: string) => due(used, budget, [], new Date(time));
  expect(at("2026-11-14T23:59:59Z")).toEqual(["2026-10-15 80"]);
  expect(at("2026-11-15T23:59:59Z")).toEqual(["2026-10-15 80"]);
  expect(at("2026-11-16T00:00:00Z")).toEqual([]);
  expect(due(used, row({ startDay: 15, updatedAt: now }), [], new Date("2026-11-15T12:00:00Z"))).toEqual([]);
});
