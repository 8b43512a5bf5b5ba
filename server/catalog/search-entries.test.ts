import { describe, expect, it } from "vitest";
import { allEntries, searchEntries } from "./index.ts";

const best = (query: string) => searchEntries(query)[0]?.id;

describe("searchEntries", () => {
  it("gives everything for an empty query, in catalog order", () => {
    expect(searchEntries("  ")).toEqual(allEntries);
  });

  it.each([
    ["PDF_IS_PROTECTED", "llamaparse/pdf-is-protected"],
    ["ECONNREFUSED", "docket/connection-refused"],
    ["No quota left", "llamaparse/no-quota-left"],
    ["llamaparse/processing-error", "llamaparse/processing-error"],
    ["503 classify", "llamaparse/classify-unavailable"],
    ["webhook not arrive", "llamaparse/webhook-silent"],
  ])("puts the entry meant by “%s” first", (query, id) => expect(best(query)).toBe(id));

  it("takes the beginning of a word, and one wrong letter in a long one", () => {
    expect(searchEntries("passw").map(({ id }) => id)).toContain("llamaparse/pdf-is-protected");
    expect(searchEntries("pasword").map(({ id }) => id)).toContain("llamaparse/pdf-is-protected");
    expect(searchEntries("credist").map(({ id }) => id)).toContain("llamaparse/credits-exceeded");
  });

  it("asks for every word", () => {
    expect(searchEntries("password zebra")).toEqual([]);
  });

  it("narrows by provider, family and kind", () => {
    const found = searchEntries("", { provider: "llamaparse", family: "quota", kind: "status" });
    expect(found.map(({ id }) => id)).toEqual(["llamaparse/http-402"]);
  });

  it("answers any query without throwing", () => {
    for (const query of ["(", "\\", "\u0000", "🦙", "a".repeat(10_000), "[[[ ***"])
      expect(searchEntries(query)).toBeInstanceOf(Array);
  });
});
