import { validate, version } from "uuid";
import { expect, test } from "vitest";
import { newCallId } from "./call-id.ts";

const many = (count: number, now?: number) => Array.from({ length: count }, () => newCallId(now));

test("every id is a UUID of version 7, and no two are the same", () => {
  const ids = many(20_000);
  for (const id of ids) expect([validate(id), version(id)]).toEqual([true, 7]);
  expect(new Set(ids).size).toBe(ids.length);
});

test("ids sort in the order they were made: within one millisecond, over its end, and when the clock is set back", () => {
  const later = Date.now() + 3_600_000;
  const ids = [...many(10_000, later), ...many(10, later - 60_000), ...many(10, later + 60_000)];
  expect(ids.toSorted()).toEqual(ids);
});

test("an id tells when its call began", () => {
  const at = Date.now() + 86_400_000;
  expect(Number.parseInt(newCallId(at).replace("-", "").slice(0, 12), 16)).toBe(at);
});
