import { expect, it } from "vitest";
import { durationTicks } from "./duration-ticks.ts";

it("steps by lengths of time people say, and covers the maximum", () => {
  expect(durationTicks(95_000)).toEqual([0, 60_000, 120_000]);
  expect(durationTicks(640)).toEqual([0, 500, 1000]);
  expect(durationTicks(5 * 3_600_000)).toEqual([0, 2, 4, 6].map((n) => n * 3_600_000));
  expect(durationTicks(10 * 86_400_000).at(-1)).toBeGreaterThanOrEqual(10 * 86_400_000);
});

it("gives a scale where nothing was measured", () => {
  expect(durationTicks(0)).toEqual([0, 1000]);
  expect(durationTicks(Number.NaN)).toEqual([0, 1000]);
});
