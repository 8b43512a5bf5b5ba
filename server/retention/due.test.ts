import { expect, test } from "vitest";
import { dueAt } from "./due.ts";

const settings = { metadataDays: 400, bodiesDays: 14, rollupsDays: null };

test("a week goes only when all of it is old enough", () => {
  // A Wednesday.
  const now = new Date("2026-11-18T15:00:00Z");
  const { bodies } = dueAt(now, settings);
  expect(bodies.toISOString()).toBe("2026-11-02T00:00:00.000Z");
  expect(bodies.getUTCDay()).toBe(1);
  const monday = new Date("2026-11-16T00:00:00Z");
  expect(dueAt(monday, settings).bodies.toISOString()).toBe("2026-11-02T00:00:00.000Z");
  expect(dueAt(new Date(monday.getTime() - 1), settings).bodies.toISOString()).toBe("2026-10-26T00:00:00.000Z");
});

test("counts go by the day, or never", () => {
  const now = new Date("2026-11-18T15:00:00Z");
  expect(dueAt(now, settings).rollups).toBeNull();
  expect(dueAt(now, { ...settings, rollupsDays: 40 }).rollups?.toISOString()).toBe("2026-10-09T00:00:00.000Z");
});
