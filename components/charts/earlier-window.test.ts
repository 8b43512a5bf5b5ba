import { expect, it } from "vitest";
import { earlierWindow } from "./earlier-window.ts";

const minute = 60_000;

it("puts a day beside the same hours of the day before, though the window holds one bucket more", () => {
  const trend = { from: "2026-11-20T12:00:00.000Z", to: "2026-11-21T12:10:00.000Z", bucketMs: 30 * minute };
  expect(earlierWindow(trend, {})).toEqual({
    from: "2026-11-19T12:00:00.000Z",
    to: "2026-11-20T12:00:00.000Z",
    shiftMs: 24 * 60 * minute,
  });
});

it("is a whole number of buckets for bounds of one's own, and at least one", () => {
  const trend = { from: "2026-11-20T10:00:00.000Z", to: "2026-11-20T16:01:00.000Z", bucketMs: 15 * minute };
  const own = { from: "2026-11-20T10:00:00.000Z", to: "2026-11-20T16:01:00.000Z" };
  expect(earlierWindow(trend, own).shiftMs).toBe(25 * 15 * minute);
  const short = { from: "2026-11-20T10:00:00.000Z", to: "2026-11-20T10:00:01.000Z" };
  expect(earlierWindow({ ...trend, bucketMs: minute }, short).shiftMs).toBe(minute);
});
