import { expect, it } from "vitest";
import { deeperText } from "./deeper-text.ts";

it("tells all strings of a small object, a line each", () => {
  expect(deeperText({ a: [{ text: "x" }, { text: "y" }], b: { c: "z" } })).toBe("x\ny\nz");
});

it("does not take lists of words for something that happened", () => {
  expect(deeperText({ retryOn: ["A_B", "C_D"], vendor: "v" })).toBe("v");
});

it("leaves a large object alone, whose strings are a document", () => {
  expect(deeperText({ pages: Array.from({ length: 100 }, (_, page) => ({ text: `page ${page}` })) })).toBeNull();
  expect(deeperText({ text: "x".repeat(10_000) })).toBeNull();
  expect(deeperText({ n: 1 })).toBeNull();
});
