import { z } from "zod";
import { budgetCrossing, defaultThresholds, thresholds } from "./budget-crossings.ts";
import { creditTotals, instant, providerId, regionId, uuid } from "./primitives.ts";

/** How much of a budget is spent: below half, from 50 %, from 80 %, from 100 %. */
export const budgetStates = ["within", "half", "near", "spent"] as const;
export type BudgetState = (typeof budgetStates)[number];

/** The share from which on each state holds. */
export const budgetStateShares: Record<BudgetState, number> = { within: 0, half: 0.5, near: 0.8, spent: 1 };

/** Whether the forecast says that the budget will be exceeded: its whole range, a part of it, or none does. */
export const budgetOutlooks = ["within", "may_exceed", "will_exceed", "unknown"] as const;
export type BudgetOutlook = (typeof budgetOutlooks)[number];

/** A calendar day, UTC. */
const day = z.iso.date();

/** Credits at the end of a day, added up since the period began. */
export const forecastPoint = z.object({ day, low: z.number(), likely: z.number(), high: z.number() });
export type ForecastPoint = z.infer<typeof forecastPoint>;

export const creditForecast = z.object({
  /** How it was made, in words. */
  method: z.string(),
  /** Full days it was learned from. */
  learnedFrom: z.number().int(),
  /** At the period's end. */
  low: z.number(),
  likely: z.number(),
  high: z.number(),
  /** Today and every day after it. */
  path: z.array(forecastPoint),
});
export type CreditForecast = z.infer<typeof creditForecast>;

/** How a period stands: what was used, at what pace, where it leads. */
export const creditPeriod = z.object({
  /** First day, and the first day of the period after it. */
  from: day,
  to: day,
  used: creditTotals,
  /** Credits a day, mean of the last seven full days; null before the first. */
  perDay: z.number().nullable(),
  forecast: creditForecast.nullable(),
  /** Why there is no forecast; null where there is one. */
  noForecast: z.string().nullable(),
});

/** Whether it is told when the whole range of the forecast says that the budget runs dry before its month ends. */
const tellsForecast = z.boolean();

export const budgetSummary = z.object({
  id: uuid,
  provider: providerId,
  /** null = all regions together. */
  region: regionId.nullable(),
  /** null = all clients together. */
  client: z.object({ id: uuid, name: z.string() }).nullable(),
  credits: z.number(),
  startDay: z.number().int(),
  thresholds,
  tellsForecast,
  period: creditPeriod,
  /** Used of the budget, 0–1 and above; unknown consumption is not in it. */
  share: z.number(),
  state: z.enum(budgetStates),
  /** Per cent marks that are passed. */
  passed: z.array(z.number().int()),
  outlook: z.enum(budgetOutlooks),
  /** The day it was spent; null while it is not. */
  spentOn: day.nullable(),
  /** The day it runs out: by the upper edge of the forecast, its middle and its lower edge; null = not in this period. */
  runsDry: z.object({ earliest: day.nullable(), likely: day.nullable(), latest: day.nullable() }).nullable(),
  /** What was told in this period, oldest first. */
  crossings: z.array(budgetCrossing),
});
export type BudgetSummary = z.infer<typeof budgetSummary>;
export const budgetList = z.object({ items: z.array(budgetSummary), next: z.null() });

const startDay = z.coerce.number().int().min(1).max(28);
const credits = z.coerce.number().positive("A budget is more than 0 credits.").max(1_000_000_000_000);
export const addBudgetInput = z.object({
  provider: providerId,
  region: regionId.optional(),
  client: uuid.optional(),
  credits,
  startDay: startDay.default(1),
  thresholds: thresholds.default([...defaultThresholds]),
  tellsForecast: tellsForecast.default(true),
});
export type AddBudgetInput = z.input<typeof addBudgetInput>;
export const changeBudgetInput = z.object({
  id: uuid,
  credits: credits.optional(),
  startDay: startDay.optional(),
  thresholds: thresholds.optional(),
  tellsForecast: tellsForecast.optional(),
});
export type BudgetChange = Omit<z.input<typeof changeBudgetInput>, "id">;
export const budgetIdInput = z.object({ id: uuid });

export const monthInput = z.object({
  provider: providerId,
  region: regionId.optional(),
  client: uuid.optional(),
  product: z.string().max(64).optional(),
});
export type MonthInput = z.infer<typeof monthInput>;

/** The running period of a scope, day by day, with the budget that holds for exactly this scope. */
export const creditMonth = z.object({
  at: instant,
  provider: providerId,
  period: creditPeriod,
  days: z.array(creditTotals.extend({ day, unfinished: z.boolean() })),
  budget: budgetSummary.nullable(),
});
export type CreditMonth = z.infer<typeof creditMonth>;
