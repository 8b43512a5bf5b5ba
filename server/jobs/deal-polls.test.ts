import fc from "fast-check";
import { expect, test } from "vitest";
import { dealPolls } from "./deal-polls.ts";
import type { Lane } from "./lane-store.ts";

const lane = (name: string): Lane => ({
  name,
  provider: "llamaparse",
  region: "eu",
  providerKeyId: null,
  dueAt: new Date(0),
});
const half = () => 0.5;

/** Rooms by the words of a lane's name: "place key". */
function roomOf(all: number, rooms: Record<string, number>) {
  const named = (name = "") => ({ name, polls: rooms[name] ?? 0 });
  return {
    all,
    ofPlace: ({ name }: Lane) => named(name.split(" ")[0]),
    ofKey: ({ name }: Lane) => named(name.split(" ")[1]),
  };
}

test("no room is dealt twice, and no lane is left without where there is room for all", () => {
  const words = fc.constantFrom("p a", "p b", "q a", "q c", "r d");
  const rooms = fc.record(
    Object.fromEntries(["p", "q", "r", "a", "b", "c", "d"].map((name) => [name, fc.integer({ min: 0, max: 60 })])),
  );
  fc.assert(
    fc.property(fc.uniqueArray(words), rooms, fc.integer({ min: -3, max: 100 }), (names, left, all) => {
      const shares = dealPolls(names.map(lane), roomOf(all, left), half);
      const dealt = (word: string) =>
        shares.filter(({ name }) => name.split(" ").includes(word)).reduce((sum, { polls }) => sum + polls, 0);
      for (const [word, room] of Object.entries(left)) expect(dealt(word)).toBeLessThanOrEqual(room);
      expect(shares.reduce((sum, { polls }) => sum + polls, 0)).toBeLessThanOrEqual(Math.max(0, all));
      const isAmple = all >= names.length && Object.values(left).every((room) => room >= names.length);
      if (isAmple) expect(shares).toHaveLength(names.length);
    }),
  );
});

test("where room is short the lanes get the same, and the one that waits longest the odd one", () => {
  const shares = dealPolls([lane("p a"), lane("p b")], roomOf(100, { p: 5, a: 40, b: 40 }), half);
  expect(shares.map(({ polls }) => polls)).toEqual([3, 2]);
});

test("an eighth of a lane's polls is set apart for bills, of few polls an eighth on average", () => {
  const billsOf = (polls: number, random: number) =>
    dealPolls([lane("p a")], roomOf(polls, { p: 99, a: 99 }), () => random)[0]?.bills;
  expect(billsOf(40, 0)).toBe(5);
  expect(billsOf(40, 0.99)).toBe(5);
  const draws = Array.from({ length: 80 }, (_, n) => billsOf(1, n / 80) ?? 0);
  expect(draws.reduce((sum, bills) => sum + bills, 0)).toBe(10);
});
