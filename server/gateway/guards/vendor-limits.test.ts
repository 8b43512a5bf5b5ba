import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LimitFact } from "#server/providers/index.ts";
import { type Paced, VendorLimits } from "./vendor-limits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const documented: LimitFact = {
  operation: "any",
  requests: 10,
  windowMs: 1_000,
  source: "a page",
  certainty: "documented",
};
const paced = (fact: LimitFact, keyId = "k1"): Paced => ({
  keyId,
  region: "eu",
  method: "GET",
  operation: null,
  facts: [fact],
});
const open = (waitMs = 5_000) => new VendorLimits({ waiting: 5, waitMs, longestPauseMs: 60_000 }, Date.now);
const stays = () => {};

test("a documented limit paces calls: what is beyond it waits for the window, in order, per key", async () => {
  const limits = open();
  for (let n = 0; n < 10; n += 1) expect(limits.enter(paced(documented), stays)).toBe(0);
  expect(limits.enter(paced(documented, "k2"), stays)).toBe(0);
  const order: number[] = [];
  const waiting = [1, 2, 3].map(async (n) => {
    expect(await limits.enter(paced(documented), stays)).toBe(0);
    order.push(n);
  });
  expect(limits.waiting).toBe(3);
  await vi.advanceTimersByTimeAsync(900);
  expect(order).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  await Promise.all(waiting);
  expect(order).toEqual([1, 2, 3]);
});

test("waiting is bounded in number and time, and says when to come again", async () => {
  const limits = open();
  for (let n = 0; n < 10; n += 1) void limits.enter(paced(documented), stays);
  for (let n = 0; n < 5; n += 1) void limits.enter(paced(documented), stays);
  expect(limits.enter(paced(documented), stays)).toBeGreaterThan(0);
  const slow = open(500);
  for (let n = 0; n < 10; n += 1) void slow.enter(paced(documented), stays);
  const wait = slow.enter(paced(documented), stays);
  expect(wait).toBeGreaterThan(900);
  expect(wait).toBeLessThanOrEqual(1_050);
});

test("a smaller plan's limit, or an assumed one, paces nobody until the vendor says 429; then calls keep below it", async () => {
  for (const fact of [
    { ...documented, plan: "smallest" },
    { ...documented, certainty: "assumption" as const },
  ]) {
    const limits = open(0);
    const sendMany = () => {
      let sent = 0;
      while (sent < 500 && limits.enter(paced(fact), stays) === 0) sent += 1;
      return sent;
    };
    expect(sendMany()).toBe(500);
    await vi.advanceTimersByTimeAsync(2_000);
    for (let n = 0; n < 40; n += 1) void limits.enter(paced(fact), stays);
    limits.limited(paced(fact), 3_000);
    expect(limits.enter(paced(fact), stays)).toBe(3_000);
    await vi.advanceTimersByTimeAsync(3_000);
    const kept = sendMany();
    expect(kept).toBeGreaterThanOrEqual(30);
    expect(kept).toBeLessThan(40);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sendMany()).toBeGreaterThan(60);
  }
});

test("a documented limit that meets 429s below its figure shrinks, and grows back to the figure and no further", async () => {
  const limits = open(0);
  for (let n = 0; n < 8; n += 1) void limits.enter(paced(documented), stays);
  limits.limited(paced(documented), null);
  await vi.advanceTimersByTimeAsync(1_100);
  let sent = 0;
  while (limits.enter(paced(documented), stays) === 0) sent += 1;
  expect(sent).toBeLessThan(8);
  await vi.advanceTimersByTimeAsync(60_000);
  sent = 0;
  while (limits.enter(paced(documented), stays) === 0) sent += 1;
  expect(sent).toBe(10);
});

test("instances share a limit", () => {
  const limits = open(0);
  limits.instances = 2;
  let sent = 0;
  while (limits.enter(paced(documented), stays) === 0) sent += 1;
  expect(sent).toBe(5);
});

test("who goes away while waiting takes nobody's turn", async () => {
  const limits = open();
  for (let n = 0; n < 10; n += 1) void limits.enter(paced(documented), stays);
  let goAway = () => {};
  const gone = limits.enter(paced(documented), (stepOut) => {
    goAway = stepOut;
  });
  goAway();
  expect(await gone).toBeGreaterThan(0);
  expect(limits.waiting).toBe(0);
});
