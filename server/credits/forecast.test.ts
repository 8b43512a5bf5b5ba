import { describe, expect, test } from "vitest";
import { type DayCredits, dayMs, forecastPeriod } from "./forecast.ts";

const today = Date.parse("2026-11-16T00:00:00.000Z");
const until = new Date("2026-12-01T00:00:00.000Z");
const noon = new Date(today + dayMs / 2);

/** Full days up to yesterday, oldest first. */
const daysBack = (count: number, credits: (at: number, index: number) => number): DayCredits[] =>
  Array.from({ length: count }, (_, index) => {
    const at = today - (count - index) * dayMs;
    return { at, credits: credits(at, index) };
  });
const isWeekend = (at: number) => [0, 6].includes(new Date(at).getUTCDay());

describe("forecastPeriod", () => {
  test("steady days go on as they are, and the range is nothing", () => {
    const forecast = forecastPeriod({ history: daysBack(20, () => 100), used: 1_550, now: noon, until });
    // Half of today and 14 days more.
    expect(forecast?.likely).toBeCloseTo(1_550 + 50 + 1_400);
    expect(forecast?.low).toBeCloseTo(forecast?.likely ?? 0);
    expect(forecast?.high).toBeCloseTo(forecast?.likely ?? 0);
    expect(forecast?.path).toHaveLength(15);
    expect(forecast?.path[0]).toMatchObject({ day: "2026-11-16", likely: 1_600 });
  });

  test("weekends are expected to be weekends", () => {
    const history = daysBack(56, (at) => (isWeekend(at) ? 0 : 100));
    const forecast = forecastPeriod({ history, used: 0, now: new Date(today), until });
    const steps = forecast?.path.map(({ likely }, index, path) => likely - (path[index - 1]?.likely ?? 0)) ?? [];
    const [saturday = 0, friday = 0] = [steps[5], steps[4]];
    expect(saturday).toBeLessThan(15);
    expect(friday).toBeGreaterThan(90);
    // 11 working days and 4 of weekends are left.
    expect(forecast?.likely).toBeGreaterThan(1_050);
    expect(forecast?.likely).toBeLessThan(1_150);
    expect(forecast?.method).toContain("weekday");
  });

  test("newer days count more than older ones", () => {
    const history = daysBack(56, (_, index) => (index < 28 ? 10 : 100));
    const perDay = (forecastPeriod({ history, used: 0, now: new Date(today), until })?.likely ?? 0) / 15;
    expect(perDay).toBeGreaterThan(75);
    expect(perDay).toBeLessThan(100);
  });

  test("the range holds about 80 of 100 outcomes of days that stray at random", () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    let within = 0;
    for (let trial = 0; trial < 400; trial += 1) {
      const history = daysBack(42, () => 50 + 100 * random());
      const forecast = forecastPeriod({ history, used: 0, now: new Date(today), until });
      const happened = Array.from({ length: 15 }, () => 50 + 100 * random()).reduce((sum, day) => sum + day, 0);
      if (forecast && happened >= forecast.low && happened <= forecast.high) within += 1;
    }
    expect(within / 400).toBeGreaterThan(0.72);
    expect(within / 400).toBeLessThan(0.9);
  });

  test("never falls below what is used, and says nothing of too short a past", () => {
    const wild = daysBack(5, (_, index) => (index % 2) * 1_000);
    const forecast = forecastPeriod({ history: wild, used: 500, now: noon, until });
    expect(Math.min(...(forecast?.path.map(({ low }) => low) ?? []))).toBeGreaterThanOrEqual(500);
    expect(forecastPeriod({ history: daysBack(2, () => 5), used: 10, now: noon, until })).toBeNull();
  });
});
