import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { acknowledgedCrossings, crossingList } from "#lib/contracts/budget-crossings.ts";
import {
  type AddBudgetInput,
  type BudgetChange,
  budgetList,
  budgetSummary,
  creditMonth,
  type MonthInput,
} from "#lib/contracts/budgets.ts";
import {
  type CreditDimension,
  creditConsumption,
  creditPrice,
  creditSummary,
  type LossFilters,
  lossList,
  priceList,
  type SetPriceInput,
  type StackDimension,
} from "#lib/contracts/credits.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { fetchJson, sendOnly } from "./fetch-json.ts";

/** What every question about credits shares: asked again together when a price or a budget changes. */
export const creditsKey = ["credits"] as const;

const live = { staleTime: 4_000, placeholderData: keepPreviousData, meta: { live: true } } as const;

/** Credits by provider and one more dimension. */
export function creditSummaryQuery(by: CreditDimension, scope: Scope) {
  return queryOptions({
    queryKey: [...creditsKey, "summary", by, scope],
    queryFn: ({ signal }) => fetchJson(creditSummary, "/credits/summary", { query: { ...scope, by }, signal }),
    ...live,
  });
}

/** Credits over time, stacked. */
export function consumptionQuery(by: StackDimension, scope: Scope) {
  return queryOptions({
    queryKey: [...creditsKey, "consumption", by, scope],
    queryFn: ({ signal }) => fetchJson(creditConsumption, "/credits/consumption", { query: { ...scope, by }, signal }),
    ...live,
  });
}

/** The running month of one provider. */
export function creditMonthQuery(input: MonthInput) {
  return queryOptions({
    queryKey: [...creditsKey, "month", input],
    queryFn: ({ signal }) => fetchJson(creditMonth, "/credits/month", { query: input, signal }),
    ...live,
  });
}

/** A page of what was paid for and lost. */
export function lostCreditsQuery(filters: LossFilters) {
  return queryOptions({
    queryKey: [...creditsKey, "lost", filters],
    queryFn: ({ signal }) => fetchJson(lossList, "/credits/lost", { query: filters, signal }),
    ...live,
  });
}

/** Where the same rows are to be had as a file. */
export function lostCreditsCsv(filters: LossFilters): string {
  const { cursor: _, limit: __, ...rest } = filters;
  const query = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== undefined));
  return `/api/v1/credits/lost.csv${query.size > 0 ? `?${query}` : ""}`;
}

/** Every price that was set. */
export function priceListQuery() {
  return queryOptions({
    queryKey: [...creditsKey, "prices"],
    queryFn: ({ signal }) => fetchJson(priceList, "/credits/prices", { signal }),
    staleTime: 10_000,
  });
}

export function setPrice(input: SetPriceInput) {
  return fetchJson(creditPrice, "/credits/prices", { method: "POST", body: input });
}

export function removePrice(id: string) {
  return sendOnly(`/credits/prices/${id}`, { method: "DELETE" });
}

/** Every budget and how it stands. */
export function budgetListQuery() {
  return queryOptions({
    queryKey: [...creditsKey, "budgets"],
    queryFn: ({ signal }) => fetchJson(budgetList, "/budgets", { signal }),
    staleTime: 4_000,
    meta: { live: true },
  });
}

export function addBudget(input: AddBudgetInput) {
  return fetchJson(budgetSummary, "/budgets", { method: "POST", body: input });
}

export function changeBudget(id: string, change: BudgetChange) {
  return sendOnly(`/budgets/${id}`, { method: "PATCH", body: change });
}

export function removeBudget(id: string) {
  return sendOnly(`/budgets/${id}`, { method: "DELETE" });
}

/** Thresholds that were reached and nobody has seen to, newest first. */
export function openCrossingsQuery() {
  return queryOptions({
    queryKey: [...creditsKey, "crossings", "open"],
    queryFn: ({ signal }) =>
      fetchJson(crossingList, "/budget-crossings", { query: { acknowledged: "false", limit: 200 }, signal }),
    staleTime: 4_000,
    meta: { live: true },
  });
}

export function acknowledgeCrossings(budgetId: string, crossings: readonly string[]) {
  return fetchJson(acknowledgedCrossings, `/budgets/${budgetId}/acknowledge`, { method: "POST", body: { crossings } });
}
