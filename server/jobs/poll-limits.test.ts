import fc from "fast-check";
import { expect, test } from "vitest";
import type { LimitFact } from "#server/providers/index.ts";
import { makePollLimits } from "./poll-limits.ts";

const limit = (requests: number, windowMs: number, operation: LimitFact["operation"] = "get"): LimitFact => ({
  operation,
  requests,
  windowMs,
  source: "test",
  certainty: "documented",
});

test("no window of any length holds more than half of what the vendor allows", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 });
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 2, max: 20 }),
      fc.integer({ min: 50, max: 2_000 }),
      (gaps, requests, windowMs) => {
        let now = 0;
        const limits = makePollLimits(() => now);
        const sent: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (limits.take("key", "get", [limit(requests, windowMs)])) sent.push(now);
        }
        for (const at of sent) {
          const inWindow = sent.filter((time) => time >= at && time < at + windowMs).length;
          expect(inWindow).toBeLessThanOrEqual(Math.floor(requests / 2));
        }
      },
    ),
  );
});

test("one request is always allowed, however low the limit, and then waits for the window", () => {
  let now = 0;
  const limits = makePollLimits(() => now);
  const once = [limit(1, 1_000)];
  expect([limits.take("k", "get", once), limits.take("k", "get", once)]).toEqual([true, false]);
  now = 999;
  expect(limits.take("k", "get", once)).toBe(false);
  now = 1_000;
  expect(limits.take("k", "get", once)).toBe(true);
});

test("keys and operations are counted apart; a limit on any operation holds for each", () => {
  const limits = makePollLimits(() => 0);
  const one = [limit(2, 1_000)];
  expect(limits.take("a", "get", one)).toBe(true);
  expect(limits.take("a", "get", one)).toBe(false);
  expect(limits.take("b", "get", one)).toBe(true);
  expect(limits.take("a", "list", one)).toBe(true);
  const any = [limit(2, 1_000, "any")];
  expect(limits.take("c", "list", any)).toBe(true);
  expect(limits.take("c", "list", any)).toBe(false);
});

test("without a limit nothing is held back, and a refused request does not count", () => {
  let now = 0;
  const limits = makePollLimits(() => now);
  for (let n = 0; n < 1_000; n += 1) expect(limits.take("k", "get", [])).toBe(true);
  const two = [limit(4, 1_000)];
  for (; now < 5_000; now += 100) limits.take("x", "get", two);
  expect(limits.take("x", "get", two)).toBe(true);
});

test("processes that poll with the same key share our part of its limit", () => {
  const limit = {
    operation: "any" as const,
    requests: 20,
    windowMs: 1_000,
    source: "s",
    certainty: "documented" as const,
  };
  const limits = makePollLimits(() => 5_000);
  limits.sharedBy(2);
  let taken = 0;
  while (limits.take("k", "get", [limit])) taken += 1;
  expect(taken).toBe(5);
});

test("as many as there is room for may go, and no more", () => {
  let now = 0;
  const limits = makePollLimits(() => now);
  const facts = [limit(20, 1_000), limit(30, 60_000, "any"), limit(2, 1_000, "list")];
  expect(limits.room("k", "get", facts)).toBe(10);
  for (let n = 0; n < 4; n += 1) limits.take("k", "get", facts);
  expect(limits.room("k", "get", facts)).toBe(6);
  now = 1_000;
  expect(limits.room("k", "get", facts)).toBe(10);
  for (let n = 0; n < 9; n += 1) limits.take("k", "get", facts);
  now = 2_000;
  expect(limits.room("k", "get", facts)).toBe(2);
  expect(limits.room("other", "get", [])).toBe(Number.POSITIVE_INFINITY);
});
