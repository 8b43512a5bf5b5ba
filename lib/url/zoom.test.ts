import { expect, it } from "vitest";
import { type ZoomState, zoomIn, zoomOut } from "./zoom.ts";

const week: ZoomState = { range: "7d", from: null, to: null, zoomed: null };
const stretch = (from: number, to: number) => ({ from: new Date(from * 3_600_000), to: new Date(to * 3_600_000) });

it("goes back the way it came, step by step, to the very range it began with", () => {
  const once = zoomIn(week, stretch(10, 20));
  const twice = zoomIn(once, stretch(12, 14));
  expect(once).toMatchObject({ range: null, from: "1970-01-01T10:00:00.000Z", to: "1970-01-01T20:00:00.000Z" });
  expect(zoomOut(twice)).toEqual(once);
  expect(zoomOut(once)).toEqual(week);
  expect(zoomOut(week)).toBeNull();
});

it("writes the usual range as none at all, as the range picker does", () => {
  const usual: ZoomState = { range: null, from: null, to: null, zoomed: null };
  expect(zoomOut(zoomIn(usual, stretch(1, 2)))).toEqual(usual);
});

it("keeps an open end open", () => {
  const since: ZoomState = { range: null, from: "2026-11-20T00:00:00.000Z", to: null, zoomed: null };
  expect(zoomOut(zoomIn(since, stretch(1, 2)))).toEqual(since);
});

it("forgets the oldest steps, so that an address stays short", () => {
  let state = week;
  for (let hour = 0; hour < 20; hour++) state = zoomIn(state, stretch(hour, 100));
  expect(state.zoomed?.split("~")).toHaveLength(6);
});

it("does not follow a step that no page wrote", () => {
  expect(zoomOut({ ...week, zoomed: "yesterday" })).toBeNull();
  expect(zoomOut({ ...week, zoomed: "2026-11-20T00:00:00Z/soon" })).toBeNull();
});
