import {
  acknowledgedCrossings,
  acknowledgeInput,
  type CrossingOfBudget,
  crossingFilters,
  crossingList,
} from "#lib/contracts/budget-crossings.ts";
import { AppError, type Context, defineOperation, pageOf, readCursor } from "#server/platform/index.ts";
import { crossingOf } from "./crossing-of.ts";
import { acknowledgeRows, type CrossingWithBudget, selectCrossings } from "./crossing-store.ts";
import { judgeBudgets } from "./judge-budgets.ts";

const defaultLimit = 50;

/** Thresholds that budgets reached and forecasts that were told, newest first. */
export const listCrossings = defineOperation({
  name: "budgets.listCrossings",
  summary: "Thresholds that budgets reached, newest first",
  kind: "read",
  permission: "read",
  input: crossingFilters,
  output: crossingList,
  async run(ctx, filters) {
    const limit = filters.limit ?? defaultLimit;
    const rows = await selectCrossings(ctx.db, filters, readCursor(filters.cursor), limit + 1);
    const page = pageOf(
      rows,
      limit,
      ({ at }) => at,
      (row) => row,
    );
    return { ...page, items: await withBudgets(ctx, page.items) };
  },
});

/** Says for everybody that crossings of a budget were seen to; who did so first is kept. Throws `not_found`. */
export const acknowledgeCrossings = defineOperation({
  name: "budgets.acknowledge",
  summary: "Acknowledge thresholds that a budget reached",
  kind: "write",
  permission: "operate",
  input: acknowledgeInput,
  output: acknowledgedCrossings,
  async run(ctx, { id, crossings }) {
    const ids = [...new Set(crossings)];
    const who = { by: ctx.acting.label, at: ctx.clock.now() };
    const rows = await acknowledgeRows(ctx.db, { budgetId: id, ids, ...who });
    if (rows.length < ids.length) throw new AppError("not_found", "The budget has told nothing with this id.");
    return { items: await withBudgets(ctx, rows) };
  },
  audit: ({ id }, { items }) => ({
    target: `budget:${id}`,
    detail: { crossings: items.map(({ month, threshold }) => ({ month, threshold: threshold ?? "forecast" })) },
  }),
});

/** Crossings with their budgets, and how they stand today. */
async function withBudgets(ctx: Context, rows: readonly CrossingWithBudget[]): Promise<CrossingOfBudget[]> {
  const budgets = new Map(rows.map(({ budget }) => [budget.id, budget]));
  const judged = new Map((await judgeBudgets(ctx, [...budgets.values()])).map((one) => [one.id, one]));
  return rows.flatMap((row) => {
    const summary = judged.get(row.budgetId);
    if (!summary) return [];
    const { id, provider, region, client, period, share, outlook } = summary;
    return { ...crossingOf(row, { month: period.from, share, outlook }), budget: { id, provider, region, client } };
  });
}
