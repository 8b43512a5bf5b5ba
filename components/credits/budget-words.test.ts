import { expect, it } from "vitest";
import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import { dryText } from "./budget-words.ts";

const budget = (more: object): BudgetSummary =>
  ({
    spentOn: null,
    period: { forecast: {} },
    runsDry: { earliest: null, likely: null, latest: null },
    ...more,
  }) as BudgetSummary;

it.each([
  [{ spentOn: "2026-11-19" }, "spent on 19 Nov", "bad"],
  [
    { runsDry: { earliest: "2026-11-24", likely: "2026-11-25", latest: "2026-11-26" } },
    "runs dry 24 Nov to 26 Nov",
    "bad",
  ],
  [{ runsDry: { earliest: "2026-11-24", likely: "2026-11-24", latest: "2026-11-24" } }, "runs dry 24 Nov", "bad"],
  [{ runsDry: { earliest: "2026-11-28", likely: null, latest: null } }, "may run dry from 28 Nov", "warn"],
  [{}, "lasts this period", "quiet"],
  [{ period: { forecast: null }, runsDry: null }, "no forecast yet", "quiet"],
])("%j is said as %s", (more, text, tone) => {
  expect(dryText(budget(more))).toEqual({ text, tone });
});
