import { expect, test } from "vitest";
import { chooseKey } from "./choose-key.ts";

const key = (id: string, weight = 1, aside = false) => ({ id, weight, aside });
const turns = Array.from({ length: 4_000 }, (_, n) => `client-${n}`);
const share = (keys: ReturnType<typeof key>[], id: string) =>
  turns.filter((turn) => chooseKey(keys, turn)?.id === id).length / turns.length;

test("the same client gets the same key, and each key its share by weight", () => {
  const keys = [key("a", 3), key("b"), key("c")];
  expect(share(keys, "a")).toBeCloseTo(0.6, 1);
  expect(share(keys, "b")).toBeCloseTo(0.2, 1);
  for (const turn of turns.slice(0, 50)) expect(chooseKey(keys.toReversed(), turn)).toEqual(chooseKey(keys, turn));
});

test("when a key steps aside only its clients move, and they return with it", () => {
  const healthy = [key("a"), key("b"), key("c")];
  const without = [key("a"), key("b", 1, true), key("c")];
  for (const turn of turns) {
    const before = chooseKey(healthy, turn)?.id;
    const after = chooseKey(without, turn)?.id;
    expect(after).not.toBe("b");
    if (before !== "b") expect(after).toBe(before);
  }
  expect(share(without, "a")).toBeCloseTo(0.5, 1);
});

test("where every key is aside the vendor's own answer is the most honest one; without a key there is none", () => {
  expect(chooseKey([key("a", 1, true)], "t")?.id).toBe("a");
  expect(chooseKey([], "t")).toBeNull();
});
