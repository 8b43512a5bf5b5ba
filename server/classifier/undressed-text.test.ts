import { expect, it } from "vitest";
import { undressed } from "./undressed-text.ts";

const plain = '{"detail":"x"}';

it.each([
  ["a terminal's colours", '\u001b[31m{"detail":"x"}\u001b[0m'],
  ["colours as a log writes them", '\\u001b[31m{"detail":"x"}\\u001b[39m'],
  ["colours whose escape was lost", '[31m{"detail":"x"}[0m'],
  ["marks of a page", "{&quot;detail&quot;:&#34;x&quot;}"],
  ["JSON's own escapes", "{\\u0022detail\\u0022:\\u0022x\\u0022}"],
  ["curly quotes", "{“detail”:“x”}"],
  ["quotes of other languages", "{„detail“:«x»}"],
  ["the encoding of addresses", "%7B%22detail%22%3A%22x%22%7D"],
])("takes off %s", (_, dressed) => expect(undressed(dressed)).toBe(plain));

it("takes off the numbers an editor gave to lines", () => {
  expect(undressed('1 {\n2 "detail":"x"\n3 }')).toBe(' {\n "detail":"x"\n }');
});

it.each(["100% of 3 & more", "[1] of [2m]", "1\n2\n3", "a %20 b", "50%ZZ%22"])("leaves %j as it is", (text) => {
  expect(undressed(text)).toBe(text);
});
