import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { CreditFact, JobFact } from "#server/providers/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { creation, newsOf } from "./news-for-tests.ts";
import { recordObservation } from "./record-observation.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() => world.ctx.db.sql.query("TRUNCATE job, job_observation, credit_entry, rollup_delta"));

const reported = (credits: number, more: Partial<CreditFact> = {}): CreditFact => ({
  source: "reported",
  credits,
  breakdown: null,
  rule: null,
  ...more,
});
const hear = (id: string, fact: Partial<JobFact>) =>
  recordObservation(world.ctx, newsOf(world, id, "succeeded", { fact }));
const ledger = () =>
  world.ctx.db.sql.query<{ billed_key: string; source: string; credits: number | null; estimated: number | null }>(
    "SELECT billed_key, source, credits, estimated FROM credit_entry ORDER BY billed_key",
  );
/** What the deltas of the rollups add up to. */
const counted = async () => {
  const [sums] = await world.ctx.db.sql.query(
    `SELECT coalesce(sum(credits_reported), 0) AS reported, coalesce(sum(credits_estimated), 0) AS estimated,
       coalesce(sum(credits_unknown), 0)::int AS unknown FROM rollup_delta`,
  );
  return sums;
};

test("a job's bill goes from unknown over estimated to reported in one row, and each is counted alone", async () => {
  await recordObservation(world.ctx, creation(world, "pjb-1"));
  expect(await ledger()).toEqual([]);
  await hear("pjb-1", {});
  expect(await ledger()).toMatchObject([{ source: "unknown", credits: null }]);
  expect(await counted()).toEqual({ reported: 0, estimated: 0, unknown: 1 });
  await hear("pjb-1", { pages: 4, tier: "agentic" });
  expect(await ledger()).toMatchObject([{ source: "estimated", credits: 40 }]);
  await hear("pjb-1", { credits: reported(36) });
  await hear("pjb-1", { credits: reported(36) });
  expect(await ledger()).toMatchObject([{ billed_key: "pjb-1", source: "reported", credits: 36, estimated: 40 }]);
  expect(await counted()).toEqual({ reported: 36, estimated: 0, unknown: 0 });
});

test("a parse that two extracts share is counted once, also when it is followed itself", async () => {
  const bill = (extract: number) =>
    reported(extract + 20, { shared: { vendorJobId: "pjb-s", product: "parse", credits: 20 } });
  await hear("ext-1", { product: "extract", vocabulary: "extract_v2", credits: bill(30) });
  await hear("ext-2", { product: "extract", vocabulary: "extract_v2", credits: bill(10) });
  await hear("pjb-s", { credits: reported(20) });
  expect(await ledger()).toMatchObject([
    { billed_key: "ext-1", credits: 30 },
    { billed_key: "ext-2", credits: 10 },
    { billed_key: "pjb-s", credits: 20 },
  ]);
  expect(await counted()).toEqual({ reported: 60, estimated: 0, unknown: 0 });
});

test("a job that failed, and nobody said what it cost, is not in the ledger; a reported bill is", async () => {
  await recordObservation(world.ctx, newsOf(world, "pjb-f", "failed"));
  expect(await ledger()).toEqual([]);
  await recordObservation(world.ctx, newsOf(world, "pjb-g", "failed", { fact: { credits: reported(3) } }));
  expect(await ledger()).toMatchObject([{ billed_key: "pjb-g", source: "reported", credits: 3 }]);
});

test("a later end that says nothing of the bill leaves the parts as they were told", async () => {
  const credits = reported(50, { shared: { vendorJobId: "pjb-t", product: "parse", credits: 20 } });
  await recordObservation(world.ctx, newsOf(world, "ext-3", "running", { fact: { product: "extract", credits } }));
  await hear("ext-3", { product: "extract" });
  expect((await ledger()).map((row) => row.credits)).toEqual([30, 20]);
});

test("a parse leg belongs to the parse job that is followed: its client, its tier, its pages; told in any order", async () => {
  const parse = { product: "parse", tier: "agentic", pages: 2 };
  const credits = reported(50, { shared: { vendorJobId: "pjb-u", product: "parse", credits: 20 } });
  const clientId = "019a9c1e-0000-7000-8000-00000000000c";
  const told = [
    () => recordObservation(world.ctx, newsOf(world, "pjb-u", "succeeded", { fact: parse, clientId })),
    () => hear("ext-9", { product: "extract", credits }),
  ];
  for (const order of [told, told.toReversed()]) {
    await world.ctx.db.sql.query("TRUNCATE job, job_observation, credit_entry, rollup_delta");
    for (const tell of order) await tell();
    await recordObservation(
      world.ctx,
      newsOf(world, "pjb-u", "succeeded", { fact: { ...parse, credits: reported(20) } }),
    );
    expect(
      await world.ctx.db.sql.query(
        "SELECT billed_key, credits, client_id, tier, pages FROM credit_entry WHERE billed_key = 'pjb-u'",
      ),
    ).toEqual([{ billed_key: "pjb-u", credits: 20, client_id: clientId, tier: "agentic", pages: 2 }]);
    expect(await counted()).toEqual({ reported: 50, estimated: 0, unknown: 0 });
  }
});

test("two extracts on one parse that is followed are estimated without its leg twice", async () => {
  await hear("pjb-v", { pages: 2, tier: "cost_effective" });
  const extract = { product: "extract", vocabulary: "extract_v2", tier: "cost_effective", pages: 2, fileId: "pjb-v" };
  await hear("ext-a", extract);
  await hear("ext-b", extract);
  expect(await counted()).toEqual({ reported: 0, estimated: 6 + 10 + 10, unknown: 0 });
});

test("a batch is billed by its runs and not itself", async () => {
  await hear("bat-1", { product: "batch", vocabulary: "batch_v2" });
  expect(await ledger()).toEqual([]);
});
