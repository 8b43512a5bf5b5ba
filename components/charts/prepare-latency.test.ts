import { expect, it } from "vitest";
import type { LatencyTrend } from "#lib/contracts/questions.ts";
import { prepareLatency } from "./prepare-latency.ts";

const hour = 3_600_000;
const iso = (index: number) => new Date(Date.parse("2026-11-20T12:00:00.000Z") + index * hour).toISOString();
const nothing = { n: 0, p50: null, p95: null, p99: null };

function trendOf(buckets: (typeof nothing | { n: number; p50: number; p95: number; p99: number })[]): LatencyTrend {
  return {
    from: iso(0),
    to: iso(buckets.length),
    bucketMs: hour,
    kind: "job",
    buckets: buckets.map((one, i) => ({ at: iso(i), unfinished: i === buckets.length - 1, ...one })),
    places: [],
    total: buckets.find(({ n }) => n > 0) ?? nothing,
  };
}
const some = { n: 20, p50: 1000, p95: 4000, p99: 9000 };

it("draws bands over whole buckets only, and dashes the lines into the one still filling", () => {
  const { points, yTicks } = prepareLatency(trendOf([some, some, some]), { zone: "UTC" });
  expect(points.map(({ band }) => band)).toEqual([[1000, 4000], [1000, 4000], null]);
  expect(points.map(({ tail }) => tail)).toEqual([[4000, 9000], [4000, 9000], null]);
  expect(points.map(({ open95 }) => open95)).toEqual([null, 4000, 4000]);
  expect(yTicks.at(-1)).toBeGreaterThanOrEqual(9000);
});

it("keeps a stretch without a measurement a gap, in the drawing and in the table", () => {
  const { points, table } = prepareLatency(trendOf([nothing, some, nothing, nothing]), { zone: "UTC" });
  expect(points.map(({ whole50 }) => whole50)).toEqual([null, 1000, null, null]);
  expect(points[1]?.alone).toBe(true);
  expect(table.rows[0]?.cells).toEqual(["20 Nov 12:00–13:00", "0", ...Array(3).fill("nothing recorded")]);
  expect(table.rows[1]?.cells.slice(1)).toEqual(["20", "1 s", "4 s", "9 s"]);
});

it("says what it shows in a sentence, and that it is empty where nothing was measured", () => {
  expect(prepareLatency(trendOf([some]), { zone: "UTC" }).summary).toBe(
    "Whole jobs, 20 measured: half within 1 s, 95 of 100 within 4 s, 99 of 100 within 9 s.",
  );
  expect(prepareLatency(trendOf([nothing]), { zone: "UTC" })).toMatchObject({ empty: true, yTicks: [0, 1000] });
});
