import { expect, it } from "vitest";
import type { FailureSeries } from "#lib/contracts/questions.ts";
import { preparePlaceMultiples } from "./prepare-place-multiples.ts";

const hour = 3_600_000;
const iso = (index: number) => new Date(Date.parse("2026-11-20T12:00:00.000Z") + index * hour).toISOString();

function trendOf(places: Record<string, { failed: number[]; tried: number[] }>): FailureSeries {
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    from: iso(0),
    to: iso(2),
    bucketMs: hour,
    by: "place",
    buckets: [0, 1].map((i) => ({ at: iso(i), unfinished: i === 1, attempts: 10 })),
    series: Object.entries(places).map(([key, { failed, tried }]) => ({
      key,
      label: key,
      failures: sum(failed),
      attempts: sum(tried),
      rate: sum(tried) > 0 ? sum(failed) / sum(tried) : null,
      counts: failed,
      attemptsByBucket: tried,
    })),
    rest: null,
  };
}

it("puts the worst rate first, not the most failures, and leaves out places where nothing ran", () => {
  const { places } = preparePlaceMultiples(
    trendOf({
      busy: { failed: [10, 10], tried: [1000, 1000] },
      idle: { failed: [0, 0], tried: [0, 0] },
      bad: { failed: [1, 0], tried: [2, 2] },
    }),
    { zone: "UTC" },
  );
  expect(places.map(({ key }) => key)).toEqual(["bad", "busy"]);
  expect(places[0]?.words).toBe("bad: 25 % of 4 attempts failed");
});

it("draws all rates on one scale and draws none where nothing was attempted", () => {
  const { places, topRate, table } = preparePlaceMultiples(
    trendOf({ a: { failed: [4, 0], tried: [8, 0] }, b: { failed: [1, 1], tried: [8, 4] } }),
    { zone: "UTC" },
  );
  expect(topRate).toBe(0.5);
  expect(places[0]?.bars.map(({ rateHeight }) => rateHeight)).toEqual([1, null]);
  expect(places[1]?.bars.map(({ rateHeight }) => rateHeight)).toEqual([0.25, 0.5]);
  expect(places[1]?.bars.map(({ attemptsHeight }) => attemptsHeight)).toEqual([1, 0.5]);
  expect(table.rows[1]?.cells).toEqual(["20 Nov 13:00–14:00 (unfinished)", "0", "0", "–", "1", "4", "25 %"]);
});
