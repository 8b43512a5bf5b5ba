import { expect, it } from "vitest";
import type { CreditMonth } from "#lib/contracts/budgets.ts";
import { prepareMonth } from "./prepare-month.ts";

const day = (n: number) => `2026-11-${String(n).padStart(2, "0")}`;
const month = (more: Partial<CreditMonth["period"]> = {}): CreditMonth => ({
  at: "2026-11-03T12:00:00.000Z",
  provider: "llamaparse",
  period: {
    from: "2026-11-01",
    to: "2026-12-01",
    used: { reported: 250, estimated: 20, unknownJobs: 1 },
    perDay: 100,
    forecast: {
      method: "m",
      learnedFrom: 30,
      low: 900,
      likely: 1_000,
      high: 1_100,
      path: Array.from({ length: 28 }, (_, i) => ({ day: day(3 + i), low: 280 + i, likely: 300 + i, high: 320 + i })),
    },
    noForecast: null,
    ...more,
  },
  days: [
    { day: day(1), unfinished: false, reported: 100, estimated: 0, unknownJobs: 0 },
    { day: day(2), unfinished: false, reported: 100, estimated: 20, unknownJobs: 1 },
    { day: day(3), unfinished: true, reported: 50, estimated: 0, unknownJobs: 0 },
  ],
  budget: null,
});

it("adds up what is used day by day, and the forecast goes on where it ends", () => {
  const { points, budget } = prepareMonth(month());
  expect(points).toHaveLength(30);
  expect(points.slice(0, 4).map(({ used, likely, range }) => [used, likely, range])).toEqual([
    [100, null, null],
    [220, null, null],
    [270, 270, [270, 270]],
    [null, 301, [281, 321]],
  ]);
  expect(points[2]).toMatchObject({ today: true, day: "3 Nov" });
  expect(budget).toBeNull();
});

it("leaves what lies ahead empty without a forecast: a gap, not a zero", () => {
  const { points, yTicks } = prepareMonth(month({ forecast: null, noForecast: "why" }));
  expect(points[5]).toMatchObject({ used: null, likely: null, range: null });
  expect(yTicks.at(-1)).toBeGreaterThanOrEqual(270);
});

const budgeted = (credits: number, thresholds: number[]) =>
  prepareMonth({ ...month(), budget: { credits, thresholds } as CreditMonth["budget"] });

it("thresholds lie at their share of the budget; those above the axis, and 100 % itself, have no line", () => {
  expect(budgeted(1_000, [50, 80, 100, 200]).thresholds).toEqual([
    { percent: 50, credits: 500, label: "50 %" },
    { percent: 80, credits: 800, label: "80 %" },
  ]);
  expect(prepareMonth(month()).thresholds).toEqual([]);
});

it("labels that would cover each other are left out, their lines are not", () => {
  expect(budgeted(1_000, [50, 52, 80, 95]).thresholds.map(({ label }) => label)).toEqual(["50 %", "", "80 %", ""]);
});

it("the sentence and the table name the thresholds, and the day each was reached", () => {
  const { summary, table } = budgeted(250, [40, 80, 100, 200]);
  expect(summary).toContain("budget 250, thresholds 40 %, 80 %, 100 %, 200 %");
  expect(table.head.at(-1)).toBe("Thresholds reached");
  expect(table.rows.slice(0, 4).map(({ cells }) => cells.at(-1))).toEqual(["40 %", "80 %", "100 %", ""]);
});

it("says it all in a sentence and a table", () => {
  const { summary, table } = prepareMonth(month());
  expect(summary).toContain("270 credits used since 2026-11-01, unknown for 1 job, forecast 1,000 (900 to 1,100)");
  expect(table.rows[2]?.cells).toEqual(["3 Nov (unfinished)", "50", "0", "270", "", "", ""]);
  expect(table.rows[3]?.cells).toEqual(["4 Nov", "", "", "", "281", "301", "321"]);
});
