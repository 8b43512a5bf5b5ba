import type { BudgetOutlook, BudgetState } from "#lib/contracts/budgets.ts";
import { type BudgetSummary, budgetStateShares, budgetStates, type CreditMonth } from "#lib/contracts/budgets.ts";
import type { CreditTotals } from "#lib/contracts/primitives.ts";
import { dayMs, dayOf, forecastPeriod } from "./forecast.ts";

/** How far back days are learned from, in days. */
export const historyDays = 56;
const paceDays = 7;

/** Credits of one day, by its first instant in ms, UTC. */
export type DailyCredits = ReadonlyMap<number, CreditTotals>;

/** The first instant of a budget's month, and of the one after it. */
interface Month {
  from: Date;
  to: Date;
}

/** A budget's month: from its start day to the next one, UTC. */
export function periodAt(now: Date, startDay: number): Month {
  const month = now.getUTCDate() >= startDay ? now.getUTCMonth() : now.getUTCMonth() - 1;
  const start = (offset: number) => new Date(Date.UTC(now.getUTCFullYear(), month + offset, startDay));
  return { from: start(0), to: start(1) };
}

/** A budget's running month and the one before it. */
export function monthsAt(now: Date, startDay: number): [running: Month, before: Month] {
  const running = periodAt(now, startDay);
  return [running, periodAt(new Date(running.from.getTime() - 1), startDay)];
}

type Period = CreditMonth["period"];

/** The days of a running period so far. */
export function daysOf(daily: DailyCredits, from: Date, now: Date): CreditMonth["days"] {
  const days: CreditMonth["days"] = [];
  for (let at = from.getTime(); at <= now.getTime(); at += dayMs) {
    days.push({ day: dayOf(at), unfinished: at + dayMs > now.getTime(), ...(daily.get(at) ?? none) });
  }
  return days;
}

const none: CreditTotals = { reported: 0, estimated: 0, unknownJobs: 0 };
const known = ({ reported, estimated }: CreditTotals) => reported + estimated;

/** How a period stands and where it leads. Days before the first that is known at all are not zeros. */
export function periodOf(daily: DailyCredits, { from, to }: Month, now: Date): Period {
  const used = daysOf(daily, from, now).reduce(add, none);
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  const first = Math.max(Math.min(...daily.keys()), today - historyDays * dayMs);
  const history = Number.isFinite(first)
    ? Array.from({ length: Math.round((today - first) / dayMs) }, (_, index) => {
        const at = first + index * dayMs;
        return { at, credits: known(daily.get(at) ?? none) };
      })
    : [];
  const pace = history.slice(-paceDays);
  const forecast = forecastPeriod({ history, used: known(used), now, until: to });
  return {
    from: dayOf(from.getTime()),
    to: dayOf(to.getTime()),
    used,
    perDay: pace.length > 0 ? pace.reduce((sum, { credits }) => sum + credits, 0) / pace.length : null,
    forecast,
    noForecast: forecast ? null : "A forecast needs three full days of credits behind it.",
  };
}

/** What the days from `from` up to `until` used. */
export function usedBetween(daily: DailyCredits, from: Date, until: Date): CreditTotals {
  return daysOf(daily, from, new Date(until.getTime() - 1)).reduce(add, none);
}

function add(a: CreditTotals, b: CreditTotals): CreditTotals {
  return {
    reported: a.reported + b.reported,
    estimated: a.estimated + b.estimated,
    unknownJobs: a.unknownJobs + b.unknownJobs,
  };
}

type Standing = Pick<BudgetSummary, "share" | "state" | "passed" | "outlook" | "spentOn" | "runsDry">;

/** How a budget stands in its period. */
export function standingOf(budget: number, period: Period, days: CreditMonth["days"]): Standing {
  const share = known(period.used) / budget;
  const state = budgetStates.findLast((one) => share >= budgetStateShares[one]) ?? "within";
  return {
    share,
    state,
    passed: passedOf(share),
    outlook: outlookOf(budget, period),
    spentOn: spentOn(budget, days),
    runsDry: period.forecast && state !== "spent" ? runsDry(budget, period.forecast.path) : null,
  };
}

function passedOf(share: number): number[] {
  return budgetStates
    .filter((state: BudgetState) => state !== "within" && share >= budgetStateShares[state])
    .map((state) => budgetStateShares[state] * 100);
}

function outlookOf(budget: number, { used, forecast }: Period): BudgetOutlook {
  if (known(used) >= budget) return "will_exceed";
  if (!forecast) return "unknown";
  if (forecast.low >= budget) return "will_exceed";
  return forecast.high >= budget ? "may_exceed" : "within";
}

function spentOn(budget: number, days: CreditMonth["days"]): string | null {
  let sum = 0;
  for (const day of days) {
    sum += known(day);
    if (sum >= budget) return day.day;
  }
  return null;
}

function runsDry(budget: number, path: NonNullable<Period["forecast"]>["path"]): BudgetSummary["runsDry"] {
  const first = (edge: "low" | "likely" | "high") => path.find((point) => point[edge] >= budget)?.day ?? null;
  return { earliest: first("high"), likely: first("likely"), latest: first("low") };
}
