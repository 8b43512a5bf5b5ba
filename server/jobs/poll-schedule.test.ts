import fc from "fast-check";
import { expect, test } from "vitest";
import { errorDelayMs, pollDelayMs, settleDelayMs } from "./poll-schedule.ts";

const random = fc.double({ min: 0, max: 1, noNaN: true });

test("every delay lies within its bounds, whatever the age", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e15, noNaN: true }), random, (age, spread) => {
      expect(pollDelayMs(age, spread)).toBeGreaterThanOrEqual(1_200);
      expect(pollDelayMs(age, spread)).toBeLessThanOrEqual(72_000);
      expect(settleDelayMs(age, spread)).toBeGreaterThanOrEqual(2_400);
      expect(settleDelayMs(age, spread)).toBeLessThanOrEqual(144_000);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), random, (errors, spread) => {
      expect(errorDelayMs(errors, spread)).toBeGreaterThanOrEqual(1_600);
      expect(errorDelayMs(errors, spread)).toBeLessThanOrEqual(360_000);
    }),
  );
});

test("older jobs are looked at less often, and more errors mean longer waits", () => {
  const grows = (delays: number[]) => expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  grows([0, 10_000, 60_000, 300_000, 3_600_000].map((age) => pollDelayMs(age, 0.5)));
  grows([1, 2, 3, 5, 8, 20].map((errors) => errorDelayMs(errors, 0.5)));
  grows([0, 10_000, 60_000, 900_000].map((since) => settleDelayMs(since, 0.5)));
});

test("jobs of the same age are spread over 40 % of the delay", () => {
  expect(pollDelayMs(100_000, 0)).toBe(12_000);
  expect(pollDelayMs(100_000, 1)).toBe(18_000);
});
