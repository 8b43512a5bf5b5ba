import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createClient } from "#server/access/index.ts";
import { foldRollups } from "#server/metrics/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { addBudget, changeBudget, creditMonth, listBudgets, removeBudget } from "./index.ts";
import { writeBilled } from "./rows-for-tests.ts";

const dayMs = 86_400_000;
let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() => world.ctx.db.sql.query("TRUNCATE credit_entry, rollup, rollup_delta, budget, budget_crossing, audit"));

const operator = () => world.as("operator");
/** 100 credits on each of the last days, today not among them. */
async function steady(days: number, more: object = {}) {
  const now = world.clock.now().getTime();
  const jobs = Array.from({ length: days }, (_, n) => ({ credits: 100, at: new Date(now - (n + 1) * dayMs), ...more }));
  await writeBilled(world, ...jobs);
  await foldRollups(world.ctx);
}
const llama = { provider: "llamaparse" as const };

test("a budget tells what is used, the marks it passed, the pace and the day it runs dry", async () => {
  await steady(30);
  // It is noon of the 20th: 19 days of 100 are used, 10.5 are left.
  const budget = await addBudget(operator(), { ...llama, region: "eu", credits: 2_250 });
  expect(budget).toMatchObject({
    state: "near",
    passed: [50, 80],
    spentOn: null,
    outlook: "will_exceed",
    runsDry: { earliest: "2026-11-23", likely: "2026-11-23", latest: "2026-11-23" },
    period: {
      from: "2026-11-01",
      to: "2026-12-01",
      used: { reported: 1_900, estimated: 0, unknownJobs: 0 },
      perDay: 100,
    },
  });
  expect(budget.share).toBeCloseTo(1_900 / 2_250);
  expect(budget.period.forecast?.likely).toBeCloseTo(2_950);
});

test.each([
  [10_000, "within", [], "within"],
  [3_000, "half", [50], "within"],
  [2_000, "near", [50, 80], "will_exceed"],
  [1_900, "spent", [50, 80, 100], "will_exceed"],
])("%i credits against 1,900 used is %s", async (credits, state, passed, outlook) => {
  await steady(30);
  const budget = await addBudget(operator(), { ...llama, credits });
  expect(budget).toMatchObject({ state, passed, outlook, spentOn: state === "spent" ? "2026-11-19" : null });
});

test("region, client and start day narrow what counts; another's credits do not", async () => {
  const client = await createClient(world.ctx, { name: "Research" });
  await steady(10, { client: client.id });
  await steady(10, { region: "na" });
  await steady(10, { provider: "extend", region: "us" });
  const used = async (input: object) => {
    const budget = await addBudget(operator(), { ...llama, credits: 10_000, ...input } as never);
    return budget.period.used.reported;
  };
  expect(await used({})).toBe(2_000);
  expect(await used({ region: "eu" })).toBe(1_000);
  expect(await used({ region: "na", client: client.id })).toBe(0);
  expect(await used({ client: client.id })).toBe(1_000);
  const late = await addBudget(operator(), { provider: "extend", credits: 500, startDay: 16 });
  expect(late).toMatchObject({ period: { from: "2026-11-16", to: "2026-12-16", used: { reported: 400 } }, share: 0.8 });
  const { items } = await listBudgets(world.as("viewer"), {});
  expect(items).toHaveLength(5);
  expect(items.find((one) => one.client && !one.region)).toMatchObject({ client: { name: "Research" } });
});

test("too short a past has no forecast and says so; jobs of unknown cost are counted beside", async () => {
  await steady(2);
  await writeBilled(world, { source: "unknown" });
  await foldRollups(world.ctx);
  const budget = await addBudget(operator(), { ...llama, credits: 1_000 });
  expect(budget).toMatchObject({
    outlook: "unknown",
    runsDry: null,
    period: { forecast: null, used: { reported: 200, unknownJobs: 1 }, noForecast: expect.stringContaining("three") },
  });
});

test("one budget a scope; changing and removing it is audited, and what is not there is not found", async () => {
  const { id } = await addBudget(operator(), { ...llama, credits: 100 });
  await expect(addBudget(operator(), { ...llama, credits: 5 })).rejects.toMatchObject({ code: "conflict" });
  expect(await changeBudget(operator(), { id, credits: 300, startDay: 5 })).toMatchObject({
    credits: 300,
    startDay: 5,
  });
  await removeBudget(operator(), { id });
  await expect(removeBudget(operator(), { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(changeBudget(operator(), { id, credits: 1 })).rejects.toMatchObject({ code: "not_found" });
  const actions = await world.ctx.db.sql.query("SELECT action FROM audit ORDER BY id");
  expect(actions.map(({ action }) => action)).toEqual(["budgets.add", "budgets.change", "budgets.remove"]);
});

test("bad input and a viewer are refused", async () => {
  for (const wrong of [{ credits: 0 }, { startDay: 29 }, { region: "us2" }, { client: randomUUID() }]) {
    await expect(addBudget(operator(), { ...llama, credits: 100, ...wrong } as never)).rejects.toMatchObject({
      code: "invalid_input",
    });
  }
  const viewer = world.as("viewer");
  await expect(addBudget(viewer, { ...llama, credits: 1 })).rejects.toMatchObject({ code: "forbidden" });
  await expect(changeBudget(viewer, { id: randomUUID() })).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeBudget(viewer, { id: randomUUID() })).rejects.toMatchObject({ code: "forbidden" });
});

test("the month shows every day so far, its forecast, and the budget of exactly this scope", async () => {
  await steady(30);
  await addBudget(operator(), { ...llama, region: "eu", credits: 2_250 });
  const month = await creditMonth(world.as("viewer"), { ...llama, region: "eu" });
  expect(month.days).toHaveLength(20);
  expect(month.days[0]).toMatchObject({ day: "2026-11-01", reported: 100, unfinished: false });
  expect(month.days.at(-1)).toMatchObject({ day: "2026-11-20", reported: 0, unfinished: true });
  expect(month.budget).toMatchObject({ credits: 2_250, state: "near" });
  expect(month.period.forecast?.path.at(-1)).toMatchObject({ day: "2026-11-30" });
  expect((await creditMonth(world.as("viewer"), llama)).budget).toBeNull();
});
