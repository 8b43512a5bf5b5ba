import { describe, expect, it } from "vitest";
import { jobFilters } from "#lib/contracts/jobs.ts";
import { filtersOf } from "./filters-of.ts";

describe("filters from an address", () => {
  it("leaves out what is empty, so that equal questions have equal keys", () => {
    expect(filtersOf(jobFilters, { state: [], q: "", provider: null, region: undefined })).toEqual({});
  });

  it("keeps what the contract knows", () => {
    expect(filtersOf(jobFilters, { state: ["failed", "lost"], q: " invoice ", provider: "extend" })).toEqual({
      state: ["failed", "lost"],
      q: "invoice",
      provider: "extend",
    });
  });

  it("drops a value the contract does not know instead of failing", () => {
    expect(filtersOf(jobFilters, { client: "not-a-uuid", from: "yesterday", region: "eu" })).toEqual({ region: "eu" });
  });
});
