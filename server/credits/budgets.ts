import { randomUUID } from "node:crypto";
import { z } from "zod";
import { addBudgetInput, budgetIdInput, budgetList, budgetSummary, changeBudgetInput } from "#lib/contracts/budgets.ts";
import { AppError, type Context, defineOperation } from "#server/platform/index.ts";
import { adapterOf, regionOf } from "#server/providers/index.ts";
import {
  type BudgetRow,
  clientExists,
  findBudgetOf,
  findBudgets,
  insertBudget,
  removeBudgetRow,
  updateBudget,
} from "./budget-store.ts";
import { judgeBudgets } from "./judge-budgets.ts";

const mostBudgets = 200;
const target = (id: string) => `budget:${id}`;

/** Every budget with what is used of it, the marks it passed, and the day it runs out. */
export const listBudgets = defineOperation({
  name: "budgets.list",
  summary: "Monthly budgets and how they stand",
  kind: "read",
  permission: "read",
  input: z.object({}),
  output: budgetList,
  async run(ctx) {
    return { items: await judgeBudgets(ctx, await findBudgets(ctx.db)), next: null };
  },
});

/** Sets a monthly budget for a provider, narrowed to a region or a client. Throws `conflict` where one is set already. */
export const addBudget = defineOperation({
  name: "budgets.add",
  summary: "Set a monthly budget",
  kind: "write",
  permission: "operate",
  input: addBudgetInput,
  output: budgetSummary,
  async run(ctx, { provider, region, client, ...terms }) {
    if (region && !regionOf(adapterOf(provider), region)) {
      throw new AppError("invalid_input", "region: this provider has no such region.");
    }
    if (client && !(await clientExists(ctx.db, client))) throw new AppError("invalid_input", "client: no such client.");
    const scope = { provider, region: region ?? null, clientId: client ?? null };
    if (await findBudgetOf(ctx.db, scope))
      throw new AppError("conflict", "There is a budget for this already; change it.");
    if ((await findBudgets(ctx.db)).length >= mostBudgets) {
      throw new AppError("conflict", `There are ${mostBudgets} budgets; remove some.`);
    }
    const now = ctx.clock.now();
    const row = { id: randomUUID(), ...scope, ...terms, createdAt: now, updatedAt: now };
    return judged(ctx, await insertBudget(ctx.db, row));
  },
  audit: (_input, { id, provider, region, client, credits, startDay, thresholds, tellsForecast }) => ({
    target: target(id),
    detail: { provider, region, client: client?.name ?? null, credits, startDay, thresholds, tellsForecast },
  }),
});

/**
 * Changes how much may be spent, the day the month begins, or what is told. What was told stays told. Throws `not_found`.
 */
export const changeBudget = defineOperation({
  name: "budgets.change",
  summary: "Change a budget",
  kind: "write",
  permission: "operate",
  input: changeBudgetInput,
  output: budgetSummary,
  async run(ctx, { id, ...change }) {
    return judged(ctx, await updateBudget(ctx.db, id, { ...change, updatedAt: ctx.clock.now() }));
  },
  audit: ({ id, ...change }) => ({ target: target(id), detail: change }),
});

/** Removes a budget and what it told; what was used stays counted. Throws `not_found`. */
export const removeBudget = defineOperation({
  name: "budgets.remove",
  summary: "Remove a budget",
  kind: "write",
  permission: "operate",
  input: budgetIdInput,
  output: budgetIdInput,
  async run(ctx, { id }) {
    await removeBudgetRow(ctx.db, id);
    return { id };
  },
  audit: ({ id }) => ({ target: target(id) }),
});

async function judged(ctx: Context, row: BudgetRow) {
  const [summary] = await judgeBudgets(ctx, [row]);
  if (!summary) throw new Error("A budget was not judged.");
  return summary;
}
