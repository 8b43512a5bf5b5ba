import fc from "fast-check";
import { expect, it } from "vitest";
import { plainLines, plainText } from "./plain-text.ts";

/** Letters, and all that `\s` knows as space. */
const letters =
  "ab'\u2018\u2019\u201c\u201d \t\n\v\f\r\u00a0\u1680\u2000\u2005\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const text = fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 });

it("leaves no space but single plain ones, and in lines the breaks", () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(plainText(given)).not.toMatch(/[^\S ]|\s\s|^\s|\s$|[\u2018\u2019\u201c\u201d]/);
      expect(plainLines(given)).not.toMatch(/[^\S \n]|[^\S\n]{2}|[\u2018\u2019\u201c\u201d]/);
    }),
    { numRuns: 2_000 },
  );
});
