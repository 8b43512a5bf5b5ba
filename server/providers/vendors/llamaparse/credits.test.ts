import { expect, test } from "vitest";
import { estimateCredits, reportedCredits, settlingVocabularies } from "./credits.ts";
import { llamaparse } from "./index.ts";
import { wireJob } from "./wire.ts";

const job = (usage: unknown, more: object = {}) => wireJob.parse({ id: "j", usage, ...more });

test.each([
  ["parse", "fast", 4, 4],
  ["parse", "cost_effective", 4, 12],
  ["parse", "agentic", 4, 40],
  ["parse", "agentic_plus", 4, 180],
  ["split", null, 3, 12],
  ["classify", null, 3, 3],
])("%s, tier %s: %i pages are estimated at %i credits, with the rule in words", (product, tier, pages, credits) => {
  const fact = estimateCredits({ product, tier, pages });
  expect(fact).toMatchObject({ source: "estimated", credits, breakdown: null });
  expect(fact.rule).toContain(`${pages} pages × ${credits / pages}`);
});

test("no pages is 0 credits by the rule; unknown pages or an unknown tier is unknown, never 0", () => {
  expect(estimateCredits({ product: "parse", tier: "fast", pages: 0 })).toMatchObject({
    source: "estimated",
    credits: 0,
  });
  const unknown = { source: "unknown", credits: null, breakdown: null, rule: null };
  for (const ask of [
    { product: "parse", tier: "fast", pages: null },
    { product: "parse", tier: null, pages: 3 },
    { product: "parse", tier: "hyperdrive", pages: 3 },
    { product: "extract", tier: "agentic_plus", pages: 3 },
    { product: "sheets", tier: null, pages: 3 },
    { product: "constructor", tier: "constructor", pages: 3 },
  ]) {
    expect(estimateCredits(ask)).toEqual(unknown);
  }
});

test("usage that is missing, null or 0 is no report: billing writes it down later", () => {
  for (const usage of [undefined, null, {}, { credits: null }, { credits: 0 }, { credits: "12" }]) {
    expect(reportedCredits(job(usage))).toBeNull();
  }
});

test("reported usage keeps the parts the vendor names", () => {
  expect(reportedCredits(job({ credits: 12 }))).toEqual({
    source: "reported",
    credits: 12,
    breakdown: null,
    rule: null,
  });
  const metadata = { extract_metadata: {} };
  expect(reportedCredits(job({ credits: 50, extract_credits: 30, parse_credits: 20 }, metadata))?.breakdown).toEqual({
    extract_credits: 30,
    parse_credits: 20,
  });
});

test("an extract on a parse job does not count that job's cost again; without parts there is nothing to take off", () => {
  const input = { file_input: "pjb-1" };
  expect(reportedCredits(job({ credits: 50, extract_credits: 30, parse_credits: 20 }, input))?.credits).toBe(30);
  expect(reportedCredits(job({ credits: 50 }, input))).toMatchObject({ credits: 50, rule: null });
});

test("a parse leg nobody said whose it is makes no report; asked for its job, it is told apart", () => {
  const usage = { credits: 50, extract_credits: 30, parse_credits: 20 };
  expect(reportedCredits(job(usage))).toBeNull();
  expect(reportedCredits(job(usage, { extract_metadata: { parse_job_id: "pjb-7" } }))).toMatchObject({
    credits: 50,
    shared: { vendorJobId: "pjb-7", credits: 20 },
  });
});

test("an extract on a parse job is estimated by its own leg", () => {
  const extract = { product: "extract", tier: "agentic", pages: 2 };
  expect(estimateCredits(extract).credits).toBe(50);
  expect(estimateCredits({ ...extract, fileId: "dfl-1" }).credits).toBe(50);
  expect(estimateCredits({ ...extract, fileId: "pjb-1" })).toMatchObject({ credits: 30, source: "estimated" });
  expect(estimateCredits({ product: "extract", tier: "agentic_plus", pages: 2, fileId: "pjb-1" }).credits).toBe(100);
});

test("bills settle later exactly where usage is filled in by billing", () => {
  expect([...settlingVocabularies].sort()).toEqual(["extract_v2", "parse_v2"]);
  expect(llamaparse.creditsSettleLater({ vocabulary: "split_v1" })).toBe(false);
});
