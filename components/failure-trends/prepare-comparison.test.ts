import { expect, it } from "vitest";
import type { Comparison } from "#lib/contracts/questions.ts";
import { prepareComparison } from "./prepare-comparison.ts";

function figures(failures: number, attempts: number, p95JobMs: number | null = null) {
  const rate = attempts > 0 ? failures / attempts : null;
  const credits = { creditsReported: 1.5, creditsEstimated: 0, creditsUnknown: 0 };
  return { calls: 0, jobs: 0, failures, attempts, rate, pages: 0, ...credits, p95JobMs };
}

function comparisonOf(items: Record<string, [before: number, after: number]>): Comparison {
  const day = (date: number) => `2026-11-${date}T00:00:00.000Z`;
  return {
    by: "place",
    before: { from: day(18), to: day(19) },
    after: { from: day(19), to: day(20) },
    total: { before: figures(100, 1000, 2000), after: figures(120, 1000, 4000) },
    items: Object.entries(items).map(([key, [before, after]]) => ({
      key,
      label: key,
      before: figures(before, 100),
      after: figures(after, 0),
    })),
  };
}

it("colours only changes that count beside all failures", () => {
  const { rows } = prepareComparison(
    comparisonOf({ more: [10, 40], fewer: [40, 10], hardly: [10, 11], same: [3, 3] }),
    "UTC",
  );
  expect(rows.map(({ change, tone }) => [change, tone])).toEqual([
    ["+30", "worse"],
    ["−30", "better"],
    ["+1", "same"],
    ["±0", "same"],
  ]);
});

it("says that there is no rate and no duration instead of a zero", () => {
  const { rows, total } = prepareComparison(comparisonOf({ a: [10, 0] }), "UTC");
  expect(rows[0]?.rate).toEqual({ before: "10 %", after: "–" });
  expect(rows[0]?.p95).toEqual({ before: "–", after: "–" });
  expect(total.p95).toEqual({ before: "2 s", after: "4 s" });
});

it("writes every figure of both periods into the file", () => {
  const { table, before } = prepareComparison(comparisonOf({ a: [1, 2] }), "UTC");
  expect(before).toBe("18 Nov 00:00:00 UTC – 19 Nov 00:00:00 UTC");
  expect(table.rows.map(({ cells }) => cells[0])).toEqual(["All", "a"]);
  for (const { cells } of table.rows) expect(cells).toHaveLength(table.head.length);
  expect(table.rows[1]?.cells.slice(5, 7)).toEqual(["1", "2"]);
});
