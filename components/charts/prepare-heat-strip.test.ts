import { expect, it } from "vitest";
import type { FailureSeries } from "#lib/contracts/questions.ts";
import { prepareHeatStrip } from "./prepare-heat-strip.ts";

const hour = 3_600_000;
const start = Date.parse("2026-11-20T12:00:00.000Z");

function trendOf(rows: Record<string, number[]>, attempts: (number | null)[], rest = 0): FailureSeries {
  const iso = (index: number) => new Date(start + index * hour).toISOString();
  return {
    from: iso(0),
    to: iso(attempts.length),
    bucketMs: hour,
    by: "entry",
    buckets: attempts.map((tried, i) => ({ at: iso(i), unfinished: i === 3, attempts: tried })),
    series: Object.entries(rows).map(([key, counts]) => {
      const failures = counts.reduce((sum, count) => sum + count, 0);
      return { key, label: key.toUpperCase(), failures, attempts: 0, rate: null, counts, attemptsByBucket: null };
    }),
    rest: rest > 0 ? { series: rest, counts: attempts.map(() => 0) } : null,
  };
}
const prepare = (trend: FailureSeries) => prepareHeatStrip(trend, { zone: "UTC", codeOf: (entry) => `C-${entry}` });

it("darkens with the count, on one scale for all rows, and sees a single failure beside a hundred", () => {
  const strip = prepare(trendOf({ a: [100, 25, 1, 0], b: [0, 100, 0, 0] }, [200, 200, 200, 200]));
  expect(strip.rows.map(({ cells }) => cells.map(({ level }) => level))).toEqual([
    [5, 3, 1, 0],
    [0, 5, 0, 0],
  ]);
  expect(strip.most).toBe(100);
  expect(strip.rows[0]).toMatchObject({ label: "A", code: "C-a", total: 126 });
});

it("keeps a gap apart from none, says what is still filling, and says it in words", () => {
  const [row] = prepare(trendOf({ a: [0, 0, 2, 1] }, [null, 9, 9, 9])).rows;
  expect(row?.cells.map(({ level }) => level)).toEqual([null, 0, 5, 4]);
  expect(row?.cells.map(({ words }) => words)).toEqual([
    "A, 20 Nov 12:00–13:00: nothing recorded",
    "A, 20 Nov 13:00–14:00: 0 failures",
    "A, 20 Nov 14:00–15:00: 2 failures",
    "A, 20 Nov 15:00–16:00: 1 failure so far",
  ]);
});

it("has its numbers as a table, and says how many entries it shows", () => {
  const strip = prepare(trendOf({ a: [1, 0] }, [9, null], 30));
  expect(strip.cut).toBe("1 of 31 entries");
  expect(strip.table.head).toEqual(["Time, UTC", "A (C-a)"]);
  expect(strip.table.rows.map(({ cells }) => cells[1])).toEqual(["1", "nothing recorded"]);
});
