import { describe, expect, it } from "vitest";
import { compileMessage } from "./compile-message.ts";

describe("compileMessage", () => {
  const plain = compileMessage("Parse job not found");
  const gapped = compileMessage("inputs_invalid: Parse job ... is not completed (status: ...)");
  const open = compileMessage("schema_validation: ...");
  const named = compileMessage("Unknown model version '{version}'. Available: {versions}.");

  it("forgives case and the final full stop, and nothing else", () => {
    expect(plain.whole.test("Parse job not found.")).toBe(true);
    expect(plain.whole.test("parse job not found")).toBe(true);
    expect(plain.whole.test("Parse job not found in project 7")).toBe(false);
    expect(plain.whole.test("The parse job not found")).toBe(false);
  });

  it("reads what stands in the gaps", () => {
    const found = gapped.whole.exec("inputs_invalid: Parse job pjb-1 is not completed (status: RUNNING)");
    expect(found?.slice(1)).toEqual(["pjb-1", "RUNNING"]);
    expect(gapped.whole.test("inputs_invalid: Parse job  is not completed (status: )")).toBe(false);
  });

  it("takes anything, or nothing, for a gap at the end", () => {
    expect(open.whole.exec("schema_validation: too deep")?.[1]).toBe("too deep");
    expect(open.whole.test("schema_validation:")).toBe(true);
  });

  it("names its gaps where the document does", () => {
    expect(named.gaps).toEqual(["version", "versions"]);
    expect(named.whole.exec("Unknown model version 'x-1'. Available: a, b.")?.slice(1)).toEqual(["x-1", "a, b."]);
  });

  it("finds a sentence inside a text only between a sentence's borders", () => {
    expect(plain.within.test('he said "Parse job not found", twice')).toBe(true);
    expect(plain.within.test("Parse job not found\n  at frame")).toBe(true);
    expect(plain.within.test("Parse job not found. Retrying")).toBe(true);
    expect(plain.within.test("Parse job not found in the cache")).toBe(false);
    expect(plain.within.test("MyParse job not found")).toBe(false);
  });
});
