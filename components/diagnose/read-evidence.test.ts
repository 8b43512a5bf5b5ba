import { describe, expect, it } from "vitest";
import { occurrenceOf, providerSigns } from "./read-evidence.ts";

const result = {
  match: "none" as const,
  provider: null,
  entry: null,
  rule: "unmatched",
  evidence: { message: "boom", status: "500", providerSigns: ["the id prefix ext-"], reasons: ["no rule holds"] },
};

describe("a diagnosis shown as an occurrence", () => {
  it("keeps the vendor's words and the reasons", () => {
    expect(occurrenceOf(result)).toMatchObject({ message: "boom", reasons: ["no rule holds"], entryId: null });
  });

  it("takes nothing for a status that is not a number", () => {
    expect(occurrenceOf(result).status).toBeNull();
  });

  it("has no signs where the server names none", () => {
    expect(providerSigns({ ...result, evidence: {} })).toEqual([]);
    expect(providerSigns(result)).toEqual(["the id prefix ext-"]);
  });
});
