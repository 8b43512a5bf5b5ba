import fc from "fast-check";
import { expect, test } from "vitest";
import { SlidingCount } from "./sliding-count.ts";

test("an event counts for the whole stretch, and at most one slot longer", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 0, max: 4_000 }), (steps, later) => {
      const count = new SlidingCount(1_000, 10);
      const times: number[] = [];
      let now = 1_700_000_000_000;
      for (const step of steps) {
        now += step;
        times.push(now);
        count.add(now);
      }
      now += later;
      const seen = count.count(now);
      expect(seen).toBeGreaterThanOrEqual(times.filter((at) => now - at < 1_000).length);
      expect(seen).toBeLessThanOrEqual(times.filter((at) => now - at < 1_100).length);
    }),
  );
});

test("it says to the slot when there is room again, and then there is", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 40 }), (steps) => {
      const count = new SlidingCount(1_000, 10);
      let now = 1_700_000_000_000;
      for (const step of steps) {
        now += step;
        count.add(now);
      }
      const wait = count.untilBelow(now, 3);
      expect(count.count(now) < 3).toBe(wait === 0);
      if (wait > 1) expect(count.count(now + wait - 1)).toBeGreaterThanOrEqual(3);
      expect(count.count(now + wait)).toBeLessThan(3);
    }),
  );
});

test("a clock that is set back forgets nothing", () => {
  const count = new SlidingCount(1_000);
  count.add(50_000);
  count.add(10_000);
  expect(count.count(10_000)).toBe(2);
});
