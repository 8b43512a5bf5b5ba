import { expect, it } from "vitest";
import { openSplit } from "./open-split.ts";

const whole = (value: number | null) => ({ value, unfinished: false });

it("leads a dashed line from the last whole bucket into the one still filling", () => {
  const split = openSplit([whole(1), whole(2), { value: 3, unfinished: true }]);
  expect(split.map(({ whole }) => whole)).toEqual([1, 2, null]);
  expect(split.map(({ open }) => open)).toEqual([null, 2, 3]);
});

it("keeps a gap a gap and shows a value between two of them as a dot", () => {
  const split = openSplit([whole(null), whole(5), whole(null), whole(0), whole(1)]);
  expect(split.map(({ whole }) => whole)).toEqual([null, 5, null, 0, 1]);
  expect(split.map(({ alone }) => alone)).toEqual([false, true, false, false, false]);
});

it("draws no dashed line into a bucket of which nothing is known yet", () => {
  const split = openSplit([whole(1), { value: null, unfinished: true }]);
  expect(split.map(({ open }) => open)).toEqual([null, null]);
});
