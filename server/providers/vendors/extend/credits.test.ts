import { describe, expect, it } from "vitest";
import { estimateCredits, reportedCredits } from "./credits.ts";

describe("reportedCredits", () => {
  it("is the run's own line item, never the total", () => {
    expect(reportedCredits("extract_run", "exr_1", { credits: 9, totalCredits: 15, breakdown: null })).toEqual({
      source: "reported",
      credits: 9,
      breakdown: null,
      rule: null,
    });
  });

  it("is 0 for a workflow, whose runs carry what it cost", () => {
    const usage = { credits: 12, totalCredits: 12, breakdown: [{ object: "extract_run", id: "exr_1", credits: 12 }] };
    expect(reportedCredits("workflow_run", "w", usage)).toMatchObject({ credits: 0, breakdown: { extract_run: 12 } });
    expect(reportedCredits("workflow_run", "w", { credits: 5, totalCredits: null, breakdown: null })).toMatchObject({
      credits: 0,
      breakdown: { child_runs: 5 },
    });
  });

  it("is 0 for what only holds other runs, whatever its figure repeats", () => {
    for (const parent of ["batch_run", "batch_processor_run", "evaluation_set_run"]) {
      const usage = { credits: 8, totalCredits: 8, breakdown: null };
      expect(reportedCredits(parent, "b", usage)).toMatchObject({ credits: 0, breakdown: { child_runs: 8 } });
    }
  });

  it("says nothing where the vendor says nothing, and 0 only where it says 0", () => {
    expect(reportedCredits("parse_run", "pr_1", null)).toBeNull();
    expect(reportedCredits("parse_run", "pr_1", { credits: null, totalCredits: null, breakdown: null })).toBeNull();
    expect(reportedCredits("parse_run", "pr_1", { credits: 0, totalCredits: 0, breakdown: [] })?.credits).toBe(0);
  });
});

describe("estimateCredits", () => {
  it.each([
    ["parse", "parse_performance", 10, 20],
    ["parse", null, 10, 20],
    ["parse", "parse_light", 3, 1.5],
    ["extract", "extraction_light", 3, 2.1],
    ["classify", null, 4, 4],
    ["split", "splitting_light", 4, 2],
    ["edit", null, 2, 4],
  ])("%s with %s: %i pages are %d credits", (product, tier, pages, credits) => {
    expect(estimateCredits({ product, tier, pages })).toMatchObject({ source: "estimated", credits });
  });

  it.each([
    ["parse", "parse_auto", 3],
    ["parse", "parse_performance", null],
    ["workflow", null, 3],
    ["detect_form", null, 3],
    ["toString", null, 3],
    ["parse", "constructor", 3],
  ])("%s with %s and %s pages is unknown, not 0", (product, tier, pages) => {
    expect(estimateCredits({ product, tier, pages })).toMatchObject({ source: "unknown", credits: null });
  });
});
