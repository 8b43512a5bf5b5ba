import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AddBudgetInput } from "#lib/contracts/budgets.ts";
import { foldRollups } from "#server/metrics/index.ts";
import { openDatabase } from "#server/platform/index.ts";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { findBudgets } from "./budget-store.ts";
import { insertCrossings } from "./crossing-store.ts";
import { dueCrossings } from "./due-crossings.ts";
import {
  acknowledgeCrossings,
  addBudget,
  type BudgetWatch,
  changeBudget,
  creditMonth,
  listBudgets,
  listCrossings,
  makeBudgetWatch,
  removeBudget,
} from "./index.ts";
import { judgeInFull } from "./judge-budgets.ts";
import { writeBilled } from "./rows-for-tests.ts";

let world: TestWorld;
let watch: BudgetWatch;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE credit_entry, rollup, rollup_delta, budget, budget_crossing, audit");
  world.clock.set(testStart);
  world.logged.length = 0;
  watch = makeBudgetWatch(world.ctx);
});

const operator = () => world.as("operator");
const llama = { provider: "llamaparse" as const };
/** A budget that was set long ago. */
const setBudget = async (more: Partial<AddBudgetInput> = {}) => {
  const now = world.clock.now();
  world.clock.set(new Date("2026-09-01T00:00:00Z"));
  const budget = await addBudget(operator(), { ...llama, credits: 1_000, tellsForecast: false, ...more });
  world.clock.set(now);
  return budget;
};
async function use(credits: number, more: object = {}) {
  await writeBilled(world, { credits, ...more });
  await foldRollups(world.ctx);
}
const listed = async (filters = {}) => (await listCrossings(world.as("viewer"), filters)).items;
const thresholds = async () => (await listed()).map(({ threshold }) => threshold).sort();

test("a threshold is told once, with what was used when it was reached", async () => {
  const { id } = await setBudget({ region: "eu" });
  await use(799);
  expect(await watch.round()).toBe(0);
  await use(1);
  expect(await watch.round()).toBe(1);
  await use(50);
  expect(await watch.round()).toBe(0);
  expect(await listed()).toEqual([
    {
      id: expect.any(String),
      budget: { id, provider: "llamaparse", region: "eu", client: null },
      month: "2026-11-01",
      threshold: 80,
      at: testStart.toISOString(),
      credits: 1_000,
      used: { reported: 800, estimated: 0, unknownJobs: 0 },
      runsDry: null,
      standing: "holds",
      acknowledged: null,
    },
  ]);
  expect(world.logged).toMatchObject([{ level: "warn", fields: { budgetId: id, month: "2026-11-01", threshold: 80 } }]);
});

test("what is unknown stands beside what is known, and is never counted as used", async () => {
  await setBudget();
  await use(0, { source: "unknown", credits: null });
  await use(300, { source: "estimated" });
  expect(await watch.round()).toBe(0);
  await use(500);
  await watch.round();
  expect(await listed()).toMatchObject([{ used: { reported: 500, estimated: 300, unknownJobs: 1 } }]);
  expect(world.logged).toMatchObject([{ fields: { used: 800, unknownJobs: 1 } }]);
});

test("of processes that judge at once, on connections of their own, exactly one tells each threshold", async () => {
  for (const region of [undefined, "eu", "na"] as const) await setBudget({ region });
  await use(1_200);
  const databases = Array.from({ length: 4 }, () => openDatabase(world.databaseUrl, { poolSize: 2 }));
  try {
    const told = await Promise.all(databases.map((db) => makeBudgetWatch({ ...world.ctx, db }).round()));
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(4);
    expect(await thresholds()).toEqual([100, 100, 80, 80]);
    expect(world.logged).toHaveLength(4);
  } finally {
    await Promise.all(databases.map((db) => db.close()));
  }
});

test("two who judged before either wrote tell it once between them", async () => {
  await setBudget();
  await use(900);
  const now = world.clock.now();
  const judge = async () =>
    (await judgeInFull(world.ctx, await findBudgets(world.ctx.db))).flatMap((one) => dueCrossings(one, now));
  const [mine, theirs] = [await judge(), await judge()];
  expect([mine.length, theirs.length]).toEqual([1, 1]);
  const written = await Promise.all([mine, theirs].map((due) => insertCrossings(world.ctx.db.sql, due, now)));
  expect(written.flat()).toHaveLength(1);
});

test("a judgement is void once its budget was changed or removed", async () => {
  const budgets = [await setBudget(), await setBudget({ region: "eu" })];
  await use(900);
  const now = world.clock.now();
  const due = (await judgeInFull(world.ctx, await findBudgets(world.ctx.db))).flatMap((one) => dueCrossings(one, now));
  expect(due).toHaveLength(2);
  await changeBudget(operator(), { id: budgets[0]?.id ?? "", credits: 5_000 });
  await removeBudget(operator(), { id: budgets[1]?.id ?? "" });
  expect(await insertCrossings(world.ctx.db.sql, due, now)).toEqual([]);
  expect(await watch.round()).toBe(0);
});

test("a budget that is raised keeps what it told, as something that no longer holds, and tells it no second time", async () => {
  const { id } = await setBudget();
  await use(850);
  await watch.round();
  const raised = await changeBudget(operator(), { id, credits: 2_000 });
  expect(raised.crossings).toMatchObject([{ threshold: 80, credits: 1_000, standing: "no_longer" }]);
  await use(800);
  expect(await watch.round()).toBe(0);
  const { items } = await listBudgets(world.as("viewer"), {});
  expect(items[0]?.crossings).toMatchObject([{ threshold: 80, credits: 1_000, standing: "holds" }]);
});

test("a threshold that is set below what is used is told at the next look; one that is taken away stays as history", async () => {
  const { id } = await setBudget();
  await use(850);
  await watch.round();
  const changed = await changeBudget(operator(), { id, thresholds: [50, 150] });
  expect(changed).toMatchObject({ thresholds: [50, 150], credits: 1_000, crossings: [{ threshold: 80 }] });
  expect(await watch.round()).toBe(1);
  expect(await thresholds()).toEqual([50, 80]);
});

test("a new month tells anew, and late bills of the last one still count for a day", async () => {
  await setBudget();
  await use(850);
  await watch.round();
  world.clock.set(new Date("2026-12-01T06:00:00Z"));
  expect(await watch.round()).toBe(0);
  await use(200, { at: new Date("2026-11-30T23:00:00Z") });
  await use(900, { at: new Date("2026-12-01T05:00:00Z") });
  expect(await watch.round()).toBe(2);
  const told = (await listed()).map(({ month, threshold, standing }) => [month, threshold, standing]);
  expect(told.sort()).toEqual([
    ["2026-11-01", 100, "month_over"],
    ["2026-11-01", 80, "month_over"],
    ["2026-12-01", 80, "holds"],
  ]);
  expect((await creditMonth(world.as("viewer"), llama)).budget?.crossings).toMatchObject([{ month: "2026-12-01" }]);
});

test("a month that is over is not judged by a budget that was changed since, nor a day later", async () => {
  const { id } = await setBudget();
  await use(700);
  world.clock.set(new Date("2026-12-01T06:00:00Z"));
  await changeBudget(operator(), { id, credits: 500 });
  expect(await watch.round()).toBe(0);
  await removeBudget(operator(), { id });
  await setBudget({ credits: 500 });
  world.clock.set(new Date("2026-12-02T00:00:00Z"));
  expect(await watch.round()).toBe(0);
});

/** So many credits a day since 21 October, yesterday the last. */
async function steady(credits: number, more: object = {}) {
  const dayMs = 86_400_000;
  for (let n = 1; n <= 30; n += 1) {
    await writeBilled(world, { credits, at: new Date(testStart.getTime() - n * dayMs), ...more });
  }
  await foldRollups(world.ctx);
}

test("the forecast is told once a month however it wavers, and not where it is not wanted", async () => {
  // 1,900 are used and 2,950 foreseen.
  await steady(100);
  const { id } = await setBudget({ credits: 2_500, thresholds: [100], tellsForecast: true });
  await setBudget({ credits: 2_500, thresholds: [100], region: "eu" });
  expect(await watch.round()).toBe(1);
  const told = { threshold: null, runsDry: { earliest: "2026-11-26", latest: "2026-11-26" }, standing: "holds" };
  expect(await listed()).toMatchObject([{ ...told, budget: { id } }]);
  const quiet = await changeBudget(operator(), { id, credits: 10_000 });
  expect(quiet.crossings).toMatchObject([{ threshold: null, credits: 2_500, standing: "no_longer" }]);
  expect(await watch.round()).toBe(0);
  await changeBudget(operator(), { id, credits: 2_500 });
  expect(await watch.round()).toBe(0);
  expect(await listed()).toHaveLength(1);
});

test("acknowledging hides it for everybody, keeps who was first, and is audited", async () => {
  const { id } = await setBudget();
  await use(1_000);
  await watch.round();
  const open = await listed({ acknowledged: "false" });
  expect(open).toHaveLength(2);
  const ids = open.map((one) => one.id);
  await acknowledgeCrossings(operator(), { id, crossings: [ids[0] ?? ""] });
  expect(await listed({ acknowledged: "false" })).toMatchObject([{ id: ids[1] }]);
  const { items } = await acknowledgeCrossings(world.as("admin"), { id, crossings: ids });
  expect(items.map(({ acknowledged }) => acknowledged?.by).sort()).toEqual([
    "admin@example.com",
    "operator@example.com",
  ]);
  expect(await listed({ acknowledged: "false" })).toEqual([]);
  expect(await listed({ acknowledged: "true", budget: id })).toHaveLength(2);
  expect(await watch.round()).toBe(0);
  const audit = await world.ctx.db.sql.query("SELECT target, detail FROM audit WHERE action = 'budgets.acknowledge'");
  expect(audit[0]).toMatchObject({ target: `budget:${id}`, detail: { crossings: [{ month: "2026-11-01" }] } });
  expect(audit).toHaveLength(2);
});

test("a viewer acknowledges nothing, and a budget only what is its own", async () => {
  const [one, two] = [await setBudget(), await setBudget({ region: "eu" })];
  await use(800);
  await watch.round();
  const theirs = (await listed({ budget: two.id })).map(({ id }) => id);
  await expect(acknowledgeCrossings(world.as("viewer"), { id: two.id, crossings: theirs })).rejects.toMatchObject({
    code: "forbidden",
  });
  for (const crossings of [theirs, [randomUUID()]]) {
    await expect(acknowledgeCrossings(operator(), { id: one.id, crossings })).rejects.toMatchObject({
      code: "not_found",
    });
  }
  expect(await listed({ acknowledged: "true" })).toEqual([]);
});

test("the list is paged, newest first, and a removed budget takes what it told along", async () => {
  const { id } = await setBudget({ thresholds: [10, 20, 30] });
  for (const credits of [100, 100, 100]) {
    await use(credits);
    await watch.round();
    world.clock.advance(1_000);
  }
  const first = await listCrossings(world.as("viewer"), { limit: 2 });
  expect(first.items.map(({ threshold }) => threshold)).toEqual([30, 20]);
  const rest = await listCrossings(world.as("viewer"), { limit: 2, cursor: first.next ?? "" });
  expect(rest).toMatchObject({ items: [{ threshold: 10 }], next: null });
  await removeBudget(operator(), { id });
  expect(await listed()).toEqual([]);
});

test("a budget says nothing of thresholds and gets the usual ones; wrong ones are refused with the reason", async () => {
  const usual = await addBudget(operator(), { ...llama, credits: 10 });
  expect(usual).toMatchObject({ thresholds: [80, 100], tellsForecast: true, crossings: [] });
  for (const [wrong, reason] of [
    [[], "at least one"],
    [[10, 20, 30, 40, 50, 60], "at most 5"],
    [[0], "at least 1 %"],
    [[201], "at most 200 %"],
    [[33.3], "whole number"],
    [[80, 50], "ascend"],
    [[80, 80], "ascend"],
  ] as const) {
    await expect(changeBudget(operator(), { id: usual.id, thresholds: [...wrong] })).rejects.toThrow(reason);
  }
  await changeBudget(operator(), { id: usual.id, thresholds: [25], tellsForecast: false });
  const [audit] = await world.ctx.db.sql.query("SELECT detail FROM audit WHERE action = 'budgets.change'");
  expect(audit?.detail).toEqual({ thresholds: [25], tellsForecast: false });
});

test("metrics say the used ratio, what is unknown, and what was told; a removed budget is said no more", async () => {
  const { id } = await setBudget({ region: "eu" });
  await use(0, { source: "unknown", credits: null });
  await use(850);
  await watch.round();
  const labels = `provider="llamaparse",region="eu",budget="${id}"`;
  const text = await watch.metrics.metrics();
  expect(text).toContain(`docket_budget_used_ratio{${labels}} 0.85\n`);
  expect(text).toContain(`docket_budget_unknown_jobs{${labels}} 1\n`);
  expect(text).toContain(`docket_budget_threshold_reached_total{${labels},threshold="80"} 1\n`);
  expect(text).toContain(`docket_budget_threshold_reached_total{${labels},threshold="100"} 0\n`);
  await removeBudget(operator(), { id });
  await watch.round();
  expect(await watch.metrics.metrics()).not.toContain("docket_budget_used_ratio{");
});
