import { expect, test } from "vitest";
import { dayCurve, planDay } from "./plan.ts";
import { demoProviders } from "./providers.ts";

const options = { providers: demoProviders, clients: ["a", "b", "c"], lengthMs: 600_000, rate: 5, seed: 7 };

test("the same seed plans the same day, another seed another", () => {
  const shape = (seed: number) => planDay({ ...options, seed }).map(({ atMs, scenario }) => `${atMs} ${scenario.name}`);
  expect(shape(7)).toEqual(shape(7));
  expect(shape(7)).not.toEqual(shape(8));
});

test("a day has about as much as it was asked for, of every vendor and client, in order", () => {
  const plan = planDay(options);
  expect(plan.length).toBeGreaterThan(2_500);
  expect(plan.length).toBeLessThan(3_500);
  expect(plan.map(({ atMs }) => atMs)).toEqual(plan.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  expect(new Set(plan.map(({ provider }) => provider.id)).size).toBe(demoProviders.length);
  expect(new Set(plan.map(({ client }) => client))).toEqual(new Set(options.clients));
});

test("one vendor is down for a short while, and it alone", () => {
  const down = planDay(options).filter(({ scenario }) => scenario.name === "an outage");
  expect(new Set(down.map(({ provider }) => provider.id)).size).toBe(1);
  for (const { atMs } of down) {
    expect(atMs / options.lengthMs).toBeGreaterThanOrEqual(0.55);
    expect(atMs / options.lengthMs).toBeLessThan(0.65);
  }
});

test("the curve of a day averages one and never ends", () => {
  const moments = Array.from({ length: 1_000 }, (_, n) => dayCurve(n / 1_000));
  expect(moments.reduce((sum, share) => sum + share, 0) / moments.length).toBeCloseTo(1, 2);
  expect(Math.min(...moments)).toBeGreaterThan(0.1);
});
