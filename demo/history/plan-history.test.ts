import { expect, test } from "vitest";
import { planHistory } from "./plan-history.ts";

const now = new Date("2026-11-21T09:30:00Z");
const options = { days: 30, now, seed: 1, perDay: 120 };
const planned = planHistory(options);
const eventsOn = (day: string) => planned.find(({ from }) => from.toISOString().startsWith(day))?.events ?? [];

test("the same seed plans the same history, another seed another", () => {
  const shape = (seed: number) =>
    planHistory({ ...options, seed }).flatMap(({ events }) => events.map(({ atMs, tale }) => `${atMs} ${tale.name}`));
  expect(shape(1)).toEqual(shape(1));
  expect(shape(1)).not.toEqual(shape(2));
});

test("nothing lies before its thirty days or in the future, and every day has its own", () => {
  const times = planned.flatMap(({ events }) => events.map(({ atMs }) => atMs));
  expect(Math.max(...times)).toBeLessThan(now.getTime());
  expect(Math.min(...times)).toBeGreaterThan(now.getTime() - 30.1 * 24 * 3_600_000);
  expect(planned).toHaveLength(31);
  for (const { from, to, events } of planned) {
    expect(events.every(({ atMs }) => atMs >= from.getTime() && atMs <= to.getTime())).toBe(true);
  }
});

test("working days are busy and weekends quiet", () => {
  expect(eventsOn("2026-11-10").length).toBeGreaterThan(2 * eventsOn("2026-11-14").length);
});

test("one vendor is down for some hours of a working day, and one client’s schema is broken on another", () => {
  const down = eventsOn("2026-11-13").filter(({ tale }) => tale.name === "the vendor is down");
  expect(down.length).toBeGreaterThan(5);
  expect(new Set(down.map(({ tale }) => tale.provider)).size).toBe(1);
  const broken = eventsOn("2026-11-18").filter(({ tale }) => tale.name === "a broken schema");
  expect(broken.length).toBeGreaterThan(3);
  expect(new Set(broken.map(({ tale }) => tale.client)).size).toBe(1);
});

test("two jobs hang to this day", () => {
  expect(eventsOn("2026-11-20").filter(({ tale }) => tale.name === "a forgotten report")).toHaveLength(2);
});
