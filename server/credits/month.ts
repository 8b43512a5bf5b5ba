import { monthInput, creditMonth as output } from "#lib/contracts/budgets.ts";
import { defineOperation } from "#server/platform/index.ts";
import { findBudgetOf } from "./budget-store.ts";
import { daysNeeded, toDaily } from "./daily-credits.ts";
import { creditsByDay } from "./daily-store.ts";
import { summarize, toldLately } from "./judge-budgets.ts";
import { daysOf, periodAt, periodOf } from "./period.ts";
import { clientNames } from "./summary-store.ts";

/** The running month of one provider within a scope, day by day, with its forecast and the budget of exactly this scope. */
export const creditMonth = defineOperation({
  name: "credits.month",
  summary: "The running month: what was used, the forecast, the budget",
  kind: "read",
  permission: "read",
  input: monthInput,
  output,
  async run(ctx, scope) {
    const now = ctx.clock.now();
    const { provider, region = null, client: clientId = null, product } = scope;
    const [records, row, names] = await Promise.all([
      creditsByDay(ctx.db.sql, { scope, ...daysNeeded(now), now }),
      product ? null : findBudgetOf(ctx.db, { provider, region, clientId }),
      clientNames(ctx.db.sql, clientId ? [clientId] : []),
    ]);
    const daily = toDaily(records);
    const told = row ? await toldLately(ctx, [row], now) : null;
    const bounds = periodAt(now, row?.startDay ?? 1);
    const name = clientId ? (names.get(clientId) ?? "a deleted client") : null;
    return {
      at: now.toISOString(),
      provider,
      period: periodOf(daily, bounds, now),
      days: daysOf(daily, bounds.from, now),
      budget: row ? summarize({ row, clientName: name, daily, crossings: told?.get(row.id) ?? [], now }) : null,
    };
  },
});
