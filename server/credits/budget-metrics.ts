import { Counter, Gauge, Registry } from "prom-client";
import type { BudgetSummary } from "#lib/contracts/budgets.ts";

const budgetLabels = ["provider", "region", "budget"] as const;

/** What `/metrics` says of budgets; their names are their ids, so that no client's name leaves with them. */
export class BudgetMetrics {
  readonly registry = new Registry();
  readonly #usedRatio = this.#gauge(
    "docket_budget_used_ratio",
    "Known credits used of a budget's month, 1 = all of it",
  );
  readonly #unknown = this.#gauge(
    "docket_budget_unknown_jobs",
    "Jobs of a budget's month whose credits are unknown and in no ratio",
  );
  readonly #reached = new Counter({
    name: "docket_budget_threshold_reached_total",
    help: "Thresholds told by this instance, in per cent, or the forecast; each month's is told by one instance",
    labelNames: [...budgetLabels, "threshold"],
    registers: [this.registry],
  });

  /** Says how budgets stand now; those that are gone are said no more. */
  show(budgets: readonly BudgetSummary[]): void {
    this.#usedRatio.reset();
    this.#unknown.reset();
    for (const budget of budgets) {
      this.#usedRatio.set(labelsOf(budget), budget.share);
      this.#unknown.set(labelsOf(budget), budget.period.used.unknownJobs);
      // A counter that first appears at 1 shows no increase.
      for (const threshold of budget.thresholds) this.#count(budget, threshold, 0);
      if (budget.tellsForecast) this.#count(budget, null, 0);
    }
  }

  /** Counts a threshold that was told; null = the forecast. */
  told(budget: BudgetSummary, threshold: number | null): void {
    this.#count(budget, threshold, 1);
  }

  #count(budget: BudgetSummary, threshold: number | null, by: number): void {
    this.#reached.inc({ ...labelsOf(budget), threshold: threshold ?? "forecast" }, by);
  }

  #gauge(name: string, help: string): Gauge<(typeof budgetLabels)[number]> {
    return new Gauge({ name, help, labelNames: budgetLabels, registers: [this.registry] });
  }
}

function labelsOf({ id, provider, region }: BudgetSummary): Record<(typeof budgetLabels)[number], string> {
  return { provider, region: region ?? "all", budget: id };
}
