/**
 * Credits: what was consumed in figures and money, what of it was lost, and what may be spent. It owns the tables
 * `credit_price`, `budget`, `budget_crossing`, `credit_loss` and `loss_check`; the ledger itself is the jobs'. It reads the rollups for
 * every sum and must never write a fact.
 */

export { type BudgetWatch, makeBudgetWatch } from "./budget-watch.ts";
export { addBudget, changeBudget, listBudgets, removeBudget } from "./budgets.ts";
export { creditConsumption } from "./consumption.ts";
export { acknowledgeCrossings, listCrossings } from "./crossings.ts";
export { findLosses } from "./find-losses.ts";
export { listLossRows, listLostCredits } from "./list-lost.ts";
export { creditMonth } from "./month.ts";
export { listPrices, removePrice, setPrice } from "./prices.ts";
export { creditSummary } from "./summary.ts";
