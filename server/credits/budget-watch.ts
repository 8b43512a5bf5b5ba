import type { Registry } from "prom-client";
import type { Context } from "#server/platform/index.ts";
import { BudgetMetrics } from "./budget-metrics.ts";
import { findBudgets } from "./budget-store.ts";
import { insertCrossings } from "./crossing-store.ts";
import { dueCrossings } from "./due-crossings.ts";
import { type JudgedBudget, judgeInFull } from "./judge-budgets.ts";

/** Watches the budgets of a process. */
export interface BudgetWatch {
  /** Judges every budget and tells what it has to tell; returns how much this process told. */
  round(): Promise<number>;
  metrics: Registry;
}

/** Makes the watch: it tells by rows, a line in the log and a count, each threshold once however many watch. */
export function makeBudgetWatch(ctx: Context): BudgetWatch {
  const metrics = new BudgetMetrics();
  return {
    metrics: metrics.registry,
    async round() {
      const judged = await judgeInFull(ctx, await findBudgets(ctx.db));
      metrics.show(judged.map(({ summary }) => summary));
      const now = ctx.clock.now();
      const due = judged.flatMap((one) => dueCrossings(one, now));
      const told = await insertCrossings(ctx.db.sql, due, now);
      for (const { budgetId, month, threshold } of told) {
        const one = judged.find(({ row }) => row.id === budgetId);
        const what = due.find(
          (each) => each.budgetId === budgetId && each.month === month && each.threshold === threshold,
        );
        if (!one || !what) continue;
        metrics.told(one.summary, threshold);
        const used = what.used.reported + what.used.estimated;
        const figures = { month, threshold, used, unknownJobs: what.used.unknownJobs, runsDry: what.runsDry };
        ctx.log.warn({ ...namesOf(one), ...figures }, threshold === null ? words.forecast : words.threshold);
      }
      return told.length;
    },
  };
}

const words = {
  threshold: "a budget has reached a threshold",
  forecast: "the forecast says that a budget runs dry before its month ends",
};

function namesOf({ row, summary }: JudgedBudget): object {
  const { id: budgetId, provider, region, clientId } = row;
  return { budgetId, provider, region, clientId, credits: summary.credits };
}
