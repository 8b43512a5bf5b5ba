import { expect, test } from "vitest";
import { percentileOf } from "./percentile.ts";

test("a histogram's percentiles are those of the values, but for a few per cent", () => {
  const values = Array.from({ length: 5_000 }, (_, n) => 20 * 1.0016 ** n);
  const histogram = new Map<number, number>();
  for (const value of values) {
    const slot = Math.floor(Math.log(value) / Math.log(1.25));
    histogram.set(slot, (histogram.get(slot) ?? 0) + 1);
  }
  for (const share of [0.5, 0.95, 0.99]) {
    const exact = values[Math.floor(share * values.length)] ?? 0;
    const found = percentileOf(histogram, share) ?? 0;
    expect(Math.abs(found / exact - 1)).toBeLessThan(0.03);
  }
});

test("nothing has no percentile, one value has it everywhere", () => {
  expect(percentileOf(new Map(), 0.5)).toBeNull();
  expect(percentileOf(new Map([[5, 0]]), 0.5)).toBeNull();
  expect(percentileOf(new Map([[10, 1]]), 0.99)).toBeCloseTo(1.25 ** 10.99);
});
