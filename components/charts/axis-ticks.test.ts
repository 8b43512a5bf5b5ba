import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisTicks } from "./axis-ticks.ts";

describe("axisTicks", () => {
  it("ends on a round number at or above the maximum", () => {
    expect(axisTicks(44)).toEqual([0, 25, 50]);
    expect(axisTicks(37)).toEqual([0, 20, 40]);
    expect(axisTicks(194_000)).toEqual([0, 100_000, 200_000]);
  });

  it("keeps counts whole, so that no axis says half a failure", () => {
    expect(axisTicks(1)).toEqual([0, 1]);
    expect(axisTicks(3)).toEqual([0, 2, 4]);
    expect(axisTicks(5)).toEqual([0, 3, 6]);
  });

  it("gives a scale to a chart of zeros", () => {
    expect(axisTicks(0)).toEqual([0, 1]);
    expect(axisTicks(Number.NaN)).toEqual([0, 1]);
  });

  it("covers every maximum in equal steps without crowding", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (max) => {
        const ticks = axisTicks(max);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-6));
        expect(ticks.length).toBeLessThanOrEqual(4);
      }),
    );
  });
});
