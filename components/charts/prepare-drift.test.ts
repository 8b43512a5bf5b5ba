import { expect, it } from "vitest";
import { driftText, prepareDrift } from "./prepare-drift.ts";

const bucket = (n: number, compared: number, foreseen: number) => ({
  at: new Date(Date.parse("2026-11-20T08:00:00.000Z") + n * 3_600_000).toISOString(),
  unfinished: false,
  reported: compared,
  estimated: 0,
  unknownJobs: 0,
  compared,
  foreseen,
  parts: {},
});
const frame = { bucketMs: 3_600_000, to: "2026-11-20T12:00:00.000Z" };
const prepare = (...buckets: ReturnType<typeof bucket>[]) =>
  prepareDrift(frame, { provider: "extend", series: [], buckets }, "UTC");

it("marks the stretches that are far from the rule; one no rule speaks of is a gap", () => {
  const { points, flagged, empty } = prepare(bucket(0, 110, 100), bucket(1, 0, 0), bucket(2, 98, 100));
  expect(points.map(({ share, flagged: far }) => [share, far])).toEqual([
    [0.1, true],
    [null, false],
    [-0.02, false],
  ]);
  expect(points[1]).toMatchObject({ reported: null, foreseen: null });
  expect([flagged, empty]).toEqual([1, false]);
  expect(prepare(bucket(0, 0, 0)).empty).toBe(true);
});

it("writes a drift with its sign", () => {
  expect([0.1, -0.02, 0, 0.0004].map(driftText)).toEqual(["+10 %", "−2 %", "none", "none"]);
});
