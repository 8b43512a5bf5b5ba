import { expect, it } from "vitest";
import type { CrossingOfBudget } from "#lib/contracts/budget-crossings.ts";
import { prepareBudgetAlarms } from "./prepare-budget-alarms.ts";

const now = Date.parse("2026-11-20T15:00:00Z");
let ids = 0;
const nextId = () => {
  ids += 1;
  return `crossing-${ids}`;
};
const crossing = (more: Partial<CrossingOfBudget> = {}): CrossingOfBudget => ({
  id: nextId(),
  budget: { id: "b1", provider: "llamaparse", region: "eu", client: null },
  month: "2026-11-01",
  threshold: 80,
  at: "2026-11-20T14:21:00.000Z",
  credits: 40_000,
  used: { reported: 32_000, estimated: 150, unknownJobs: 0 },
  runsDry: null,
  standing: "holds",
  acknowledged: null,
  ...more,
});
const alarms = (...crossings: CrossingOfBudget[]) => prepareBudgetAlarms(crossings, "UTC", now);
const forecast = { threshold: null, runsDry: { earliest: "2026-11-24", latest: "2026-11-26" } };

it("names budget, percentage, credits, and the moment, and leads to its credits", () => {
  const one = crossing();
  expect(alarms(one)).toEqual([
    {
      key: "b1/2026-11-01",
      budgetId: "b1",
      crossings: [one.id],
      tone: "warn",
      shape: "diamond",
      title: "LlamaParse EU: 80 % of the month’s 40,000 credits are used",
      facts: ["32,150 of 40,000 credits used", "told 20 Nov 14:21 UTC"],
      href: "/credits?provider=llamaparse&region=eu",
    },
  ]);
});

it("one notice a budget and month: the gravest in front, the rest beside it, all acknowledged together", () => {
  const told = [crossing(forecast), crossing({ threshold: 100 }), crossing()];
  const [alarm, ...others] = alarms(...told);
  expect(others).toEqual([]);
  expect(alarm).toMatchObject({ tone: "bad", title: expect.stringContaining("100 % of the month’s") });
  expect(alarm?.facts.slice(2)).toEqual([
    "the forecast says that the month’s 40,000 credits run dry 24 Nov to 26 Nov",
    "80 % on 20 Nov",
  ]);
  expect(alarm?.crossings.toSorted()).toEqual(told.map(({ id }) => id).toSorted());
});

it("unknown credits are said, never counted", () => {
  const [alarm] = alarms(crossing({ used: { reported: 32_000, estimated: 0, unknownJobs: 3 } }));
  expect(alarm?.facts[0]).toBe("32,000 of 40,000 credits used, unknown for 3 jobs");
});

it.each([
  [{ standing: "no_longer" }, "80 % of the month’s 40,000 credits was reached, and no longer is"],
  [{ standing: "month_over", month: "2026-10-15" }, "80 % of the 40,000 credits of the month from 15 Oct was reached"],
  [forecast, "the forecast says that the month’s 40,000 credits run dry 24 Nov to 26 Nov"],
  [
    { ...forecast, standing: "no_longer" },
    "the forecast said that the month’s 40,000 credits run dry 24 Nov to 26 Nov; it no longer does",
  ],
] as const)("%j is said as %s", (more, words) => {
  expect(alarms(crossing(more))[0]?.title).toBe(`LlamaParse EU: ${words}`);
});

it("budgets come the gravest first, and what no longer holds last", () => {
  const of = (id: string) => ({ budget: { ...crossing().budget, id } });
  const keys = alarms(
    crossing({ ...of("past"), threshold: 150, standing: "no_longer" }),
    crossing(of("near")),
    crossing({ ...of("spent"), threshold: 100 }),
    crossing({ ...of("dry"), ...forecast }),
  ).map(({ budgetId }) => budgetId);
  expect(keys).toEqual(["spent", "dry", "near", "past"]);
});
