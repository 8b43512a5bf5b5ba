import { type BudgetSummary, budgetSummary } from "#lib/contracts/budgets.ts";
import type { Context } from "#server/platform/index.ts";
import type { BudgetRow } from "./budget-store.ts";
import { crossingOf } from "./crossing-of.ts";
import { type CrossingRow, findCrossingsOf } from "./crossing-store.ts";
import { daysNeeded, toDaily } from "./daily-credits.ts";
import { creditsByDay, type DayRecord } from "./daily-store.ts";
import { dayOf } from "./forecast.ts";
import { type DailyCredits, daysOf, monthsAt, periodAt, periodOf, standingOf } from "./period.ts";
import { clientNames } from "./summary-store.ts";

/** A budget and everything it was judged by. */
export interface JudgedBudget {
  row: BudgetRow;
  summary: BudgetSummary;
  daily: DailyCredits;
  /** What was told of the running month and the one before it. */
  crossings: readonly CrossingRow[];
}

/** How budgets stand in their running periods. */
export async function judgeBudgets(ctx: Context, rows: readonly BudgetRow[]): Promise<BudgetSummary[]> {
  return (await judgeInFull(ctx, rows)).map(({ summary }) => summary);
}

/** The same with what they were judged by: two questions to the rollups, however many budgets there are. */
export async function judgeInFull(ctx: Context, rows: readonly BudgetRow[]): Promise<JudgedBudget[]> {
  if (rows.length === 0) return [];
  const now = ctx.clock.now();
  const clients = [...new Set(rows.flatMap(({ clientId }) => clientId ?? []))];
  const span = { scope: {}, ...daysNeeded(now), now };
  const [everyone, theirs, names, crossings] = await Promise.all([
    rows.some(({ clientId }) => clientId === null) ? creditsByDay(ctx.db.sql, span) : [],
    clients.length > 0 ? creditsByDay(ctx.db.sql, span, clients) : [],
    clientNames(ctx.db.sql, clients),
    toldLately(ctx, rows, now),
  ]);
  return rows.map((row) => {
    const records = (row.clientId === null ? everyone : theirs).filter((record) => belongs(record, row));
    const told = crossings.get(row.id) ?? [];
    const daily = toDaily(records);
    const clientName = row.clientId ? (names.get(row.clientId) ?? "a deleted client") : null;
    return { row, daily, crossings: told, summary: summarize({ row, clientName, daily, crossings: told, now }) };
  });
}

/** What budgets told in their running months and the ones before, by budget. */
export async function toldLately(
  ctx: Context,
  rows: readonly BudgetRow[],
  now: Date,
): Promise<Map<string, CrossingRow[]>> {
  const months = rows.flatMap(({ startDay }) => monthsAt(now, startDay).map(({ from }) => from.getTime()));
  const found = await findCrossingsOf(
    ctx.db,
    rows.map(({ id }) => id),
    [...new Set(months)].map((from) => new Date(from)),
  );
  return Map.groupBy(found, ({ budgetId }) => budgetId);
}

function belongs(record: DayRecord, { provider, region, clientId }: BudgetRow): boolean {
  return (
    record.provider === provider &&
    (region === null || record.region === region) &&
    (clientId === null || record.client === clientId)
  );
}

/** What a summary is made of. */
interface BudgetFacts {
  row: BudgetRow;
  clientName: string | null;
  daily: DailyCredits;
  crossings: readonly CrossingRow[];
  now: Date;
}

/** A budget with how it stands, by the days of its scope. */
export function summarize({ row, clientName, daily, crossings, now }: BudgetFacts): BudgetSummary {
  const bounds = periodAt(now, row.startDay);
  const period = periodOf(daily, bounds, now);
  const credits = Number(row.credits);
  const standing = standingOf(credits, period, daysOf(daily, bounds.from, now));
  const judged = { month: dayOf(bounds.from.getTime()), ...standing };
  return budgetSummary.parse({
    id: row.id,
    provider: row.provider,
    region: row.region,
    client: row.clientId ? { id: row.clientId, name: clientName } : null,
    credits,
    startDay: row.startDay,
    thresholds: row.thresholds,
    tellsForecast: row.tellsForecast,
    period,
    ...standing,
    crossings: crossings.map((one) => crossingOf(one, judged)).filter(({ month }) => month === judged.month),
  });
}
