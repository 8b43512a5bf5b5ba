import fc from "fast-check";
import { expect, it } from "vitest";
import { makeLiteralFinder } from "./literal-finder.ts";

const held = (literals: readonly string[], text: string) =>
  makeLiteralFinder(literals)
    .find([text])
    .toSorted((a, b) => a - b)
    .map((place) => literals[place]);

it("forgets one text before the next", () => {
  const finder = makeLiteralFinder(["ab", "b"]);
  expect([finder.find(["ab"]), finder.find(["xx"]), finder.find(["b b"])]).toEqual([[0, 1], [], [1]]);
});

it("finds texts that lie inside one another and overlap", () => {
  expect(held(["he", "she", "hers", "his", "zz"], "ushers")).toEqual(["he", "she", "hers"]);
});

it("finds what several texts hold once, and nothing that begins in one and ends in the next", () => {
  const finder = makeLiteralFinder(["ab", "ba", "bb"]);
  expect(finder.find(["ab", "", "ab", "bb"])).toEqual([0, 2]);
});

it("finds what includes() finds, in any text of either case", () => {
  const ascii = fc.string({ unit: fc.constantFrom(..."aAbB_.é"), maxLength: 40 });
  const literal = fc.string({ unit: fc.constantFrom(..."ab_."), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(literal, { maxLength: 8 }), ascii, (literals, text) => {
      expect(held(literals, text)).toEqual(literals.filter((each) => text.toLowerCase().includes(each)));
    }),
  );
});
