import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Secret } from "#server/platform/index.ts";
import { Keyring } from "./keyring.ts";
import { makeSecretBox, sealedVersion } from "./seal.ts";

const first = randomBytes(32);
const box = makeSecretBox(new Keyring(new Map([[1, first]])));
const anySecret = fc.string({ unit: "binary", maxLength: 200 });
const anyRow = fc.uuid().map((id) => `provider_key:${id}`);

test("whatever is sealed opens again for the same row, and the text does not hold it", () => {
  fc.assert(
    fc.property(anySecret, anyRow, (value, row) => {
      const sealed = box.seal(new Secret(value), row);
      expect(sealed).toMatch(/^v1\.1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/);
      if (value.length > 3) expect(sealed).not.toContain(value);
      expect(box.open(sealed, row).open()).toBe(value);
    }),
  );
});

test("changing any one character makes it unopenable", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n";
  fc.assert(
    fc.property(anySecret, anyRow, fc.nat(), fc.constantFrom(...alphabet), (value, row, place, character) => {
      const sealed = box.seal(new Secret(value), row);
      const at = place % sealed.length;
      fc.pre(sealed[at] !== character);
      const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
      expect(() => box.open(changed, row)).toThrow();
    }),
    { numRuns: 600 },
  );
});

test("cutting the text or adding to it makes it unopenable", () => {
  fc.assert(
    fc.property(anySecret, anyRow, fc.nat(), fc.constantFrom("A", "=", ".", ".AAAA", " "), (value, row, cut, tail) => {
      const sealed = box.seal(new Secret(value), row);
      expect(() => box.open(sealed.slice(0, cut % sealed.length), row)).toThrow();
      expect(() => box.open(sealed + tail, row)).toThrow();
    }),
  );
});

test("a sealed text moved to another row does not open there", () => {
  fc.assert(
    fc.property(anySecret, anyRow, anyRow, (value, row, otherRow) => {
      fc.pre(row !== otherRow);
      const sealed = box.seal(new Secret(value), row);
      expect(() => box.open(sealed, otherRow)).toThrow();
    }),
  );
});

test("another master key does not open it, whichever version it claims to be", () => {
  const sealed = box.seal(new Secret("llx-value"), "row");
  const other = makeSecretBox(new Keyring(new Map([[1, randomBytes(32)]])));
  const later = makeSecretBox(new Keyring(new Map([[2, first]])));
  expect(() => other.open(sealed, "row")).toThrow();
  expect(() => later.open(sealed, "row")).toThrow("no version 1");
});

test("the highest version seals and an older one still opens", () => {
  const both = makeSecretBox(
    new Keyring(
      new Map([
        [2, randomBytes(32)],
        [1, first],
      ]),
    ),
  );
  expect(both.open(box.seal(new Secret("old"), "row"), "row").open()).toBe("old");
  expect(sealedVersion(both.seal(new Secret("new"), "row"))).toBe(2);
});

test("the same secret never seals to the same text twice", () => {
  const texts = Array.from({ length: 50 }, () => box.seal(new Secret("same"), "row"));
  expect(new Set(texts).size).toBe(50);
});
