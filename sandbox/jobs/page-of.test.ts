import fc from "fast-check";
import { expect, test } from "vitest";
import { pageOf } from "./page-of.ts";

test("pages of any size show every item once and in order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (all, size) => {
      const seen: string[] = [];
      let token: string | null = null;
      do {
        const page: { items: string[]; nextToken: string | null } = pageOf(all, (item) => item, size, token);
        seen.push(...page.items);
        token = page.nextToken;
      } while (token !== null);
      expect(seen).toEqual(all);
    }),
  );
});

test("items that arrive at the front do not shift the next page", () => {
  const { nextToken } = pageOf(["c", "b", "a"], (item) => item, 1, null);
  expect(pageOf(["d", "c", "b", "a"], (item) => item, 1, nextToken).items).toEqual(["b"]);
});

test("a token that names nothing ends the list", () => {
  expect(pageOf(["a"], (item) => item, 1, "bm9uZQ")).toEqual({ items: [], nextToken: null, total: 1 });
});
