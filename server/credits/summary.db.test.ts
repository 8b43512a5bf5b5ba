import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { foldRollups } from "#server/metrics/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { creditConsumption, creditSummary, listPrices, removePrice, setPrice } from "./index.ts";
import { type BilledJob, writeBilled } from "./rows-for-tests.ts";

const dayMs = 86_400_000;
let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() => world.ctx.db.sql.query("TRUNCATE credit_entry, rollup, rollup_delta, credit_price, audit"));

const viewer = () => world.as("viewer");
const admin = () => world.as("admin");
const ago = (days: number) => new Date(world.clock.now().getTime() - days * dayMs);
const billed = async (...jobs: BilledJob[]) => {
  await writeBilled(world, ...jobs);
  await foldRollups(world.ctx);
};
const price = (more: object = {}) => ({
  provider: "llamaparse" as const,
  region: "eu" as const,
  amount: 0.00125,
  currency: "USD",
  validFrom: "2026-01-01",
  ...more,
});

test("each dimension adds up to the same totals, per provider, and unknown is counted, not 0", async () => {
  const client = randomUUID();
  await billed(
    { credits: 12, pages: 4, tier: "agentic", client },
    { credits: 30, pages: 3, tier: "fast", region: "na", at: ago(2) },
    { source: "estimated", credits: 20, pages: 2, product: "extract" },
    { source: "unknown", product: "split", at: ago(1) },
    { provider: "extend", region: "us", credits: 7 },
    { provider: "scopix", region: "default", source: "unknown" },
  );
  for (const by of ["provider", "region", "product", "client", "tier", "day"] as const) {
    const { items, totals } = await creditSummary(viewer(), { by, range: "7d" });
    expect(totals).toMatchObject([
      { provider: "llamaparse", reported: 42, estimated: 20, unknownJobs: 1, pages: 9 },
      { provider: "extend", reported: 7, estimated: 0, unknownJobs: 0, pages: 0, creditsPerPage: null },
      { provider: "scopix", reported: 0, estimated: 0, unknownJobs: 1 },
    ]);
    for (const provider of ["llamaparse", "extend", "scopix"]) {
      const own = items.filter((item) => item.provider === provider);
      const total = totals.find((one) => one.provider === provider);
      expect(own.reduce((sum, one) => sum + one.reported, 0)).toBe(total?.reported);
      expect(own.reduce((sum, one) => sum + one.estimated, 0)).toBe(total?.estimated);
      expect(own.reduce((sum, one) => sum + one.unknownJobs, 0)).toBe(total?.unknownJobs);
    }
  }
  const { items } = await creditSummary(viewer(), { by: "day", range: "7d", provider: "llamaparse" });
  expect(items.map(({ key, reported }) => [key, reported])).toEqual([
    ["2026-11-18", 30],
    ["2026-11-19", 0],
    ["2026-11-20", 12],
  ]);
  const byClient = await creditSummary(viewer(), { by: "client", client, range: "24h" });
  expect(byClient.items).toMatchObject([{ key: client, reported: 12, creditsPerPage: 3 }]);
});

test("what was billed by the page gives the credits a page; what has no pages does not blur it", async () => {
  await billed({ credits: 40, pages: 4 }, { credits: 25, pages: null }, { source: "unknown", pages: 100 });
  const { totals } = await creditSummary(viewer(), { by: "provider" });
  expect(totals).toMatchObject([{ reported: 65, pages: 4, creditsPerPage: 10 }]);
});

test("drift compares reports with the rule for the same jobs only, and is flagged where it is far", async () => {
  await billed({ credits: 110, estimated: 100 }, { credits: 500, estimated: null });
  await billed({ provider: "extend", region: "us", credits: 101, estimated: 100 });
  const { totals } = await creditSummary(viewer(), { by: "provider" });
  expect(totals.map(({ drift }) => drift)).toEqual([
    { reported: 110, foreseen: 100, share: 0.1, flagged: true },
    { reported: 101, foreseen: 100, share: 0.01, flagged: false },
  ]);
  const { providers } = await creditConsumption(viewer(), { by: "product", provider: "llamaparse" });
  const buckets = providers[0]?.buckets ?? [];
  expect(buckets.reduce((sum, bucket) => sum + bucket.compared, 0)).toBe(110);
  expect(buckets.reduce((sum, bucket) => sum + bucket.foreseen, 0)).toBe(100);
});

test("money is there only where a price holds, at the price of the day, reported and estimated apart", async () => {
  const jobs = [{ credits: 1_000 }, { credits: 1_000, at: ago(3) }, { source: "estimated" as const, credits: 400 }];
  await billed(...jobs, { credits: 70, region: "na" });
  const before = await creditSummary(viewer(), { by: "provider", range: "7d" });
  expect(before.totals).toMatchObject([{ money: [], unpriced: 2_470 }]);
  await setPrice(admin(), price({ amount: 0.001 }));
  await setPrice(admin(), price({ amount: 0.002, validFrom: "2026-11-19", plan: "Pro" }));
  const { totals, items } = await creditSummary(viewer(), { by: "region", range: "7d" });
  expect(totals).toMatchObject([{ money: [{ currency: "USD", reported: 3, estimated: 0.8 }], unpriced: 70 }]);
  expect(items).toMatchObject([
    { key: "eu", unpriced: 0 },
    { key: "na", money: [], unpriced: 70 },
  ]);
});

test("prices are kept by place and day: the same day again replaces, the newest of the past is current", async () => {
  await setPrice(admin(), price());
  await setPrice(admin(), price({ amount: 0.002 }));
  await setPrice(admin(), price({ amount: 0.003, validFrom: "2027-01-01" }));
  const { items } = await listPrices(viewer(), {});
  expect(items.map(({ amount, validFrom, current }) => [amount, validFrom, current])).toEqual([
    [0.003, "2027-01-01", false],
    [0.002, "2026-01-01", true],
  ]);
  await removePrice(admin(), { id: items[1]?.id ?? "" });
  expect((await listPrices(viewer(), {})).items).toHaveLength(1);
  await expect(removePrice(admin(), { id: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  const [audit] = await world.ctx.db.sql.query("SELECT action, detail FROM audit ORDER BY id LIMIT 1");
  expect(audit).toMatchObject({ action: "credits.setPrice", detail: { amount: 0.00125, currency: "USD" } });
});

test("a price needs an admin, a currency and a region the provider has", async () => {
  for (const role of ["viewer", "operator"] as const) {
    await expect(setPrice(world.as(role), price())).rejects.toMatchObject({ code: "forbidden" });
    await expect(removePrice(world.as(role), { id: randomUUID() })).rejects.toMatchObject({ code: "forbidden" });
  }
  for (const wrong of [{ currency: "euro" }, { amount: -1 }, { validFrom: "soon" }, { region: "us2" }]) {
    await expect(setPrice(admin(), price(wrong) as never)).rejects.toMatchObject({ code: "invalid_input" });
  }
});

test("consumption is stacked by what was asked for, the largest first, every bucket there", async () => {
  await billed({ credits: 5 }, { credits: 9, product: "extract" }, { credits: 2, at: ago(3) });
  const { providers, bucketMs, from, to } = await creditConsumption(viewer(), { by: "product", range: "7d" });
  const [llama] = providers;
  expect(llama?.series.map(({ key, credits }) => [key, credits])).toEqual([
    ["extract", 9],
    ["parse", 7],
  ]);
  expect(llama?.buckets.length).toBe((Date.parse(to) - Date.parse(from)) / bucketMs);
  expect(llama?.buckets.at(-1)).toMatchObject({ reported: 14, parts: { extract: 9, parse: 5 } });
});
