/**
 * Credits: what was consumed in figures and money, what of it was lost, and what may be spent. It owns the tables
 * `credit_price`, `budget`, `credit_loss` and `loss_check`; the ledger itself is the jobs'. It reads the rollups for
 * every sum and must never write a fact.
 */

export { addBudget, changeBudget, listBudgets, removeBudget } from "./budgets.ts";
export { creditConsumption } from "./consumption.ts";
export { findLosses } from "./find-losses.ts";
export { listLossRows, listLostCredits } from "./list-lost.ts";
export { creditMonth } from "./month.ts";
export { listPrices, removePrice, setPrice } from "./prices.ts";
export { creditSummary } from "./summary.ts";
