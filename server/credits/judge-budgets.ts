import { type BudgetSummary, budgetSummary } from "#lib/contracts/budgets.ts";
import type { Context } from "#server/platform/index.ts";
import type { BudgetRow } from "./budget-store.ts";
import { daysNeeded, toDaily } from "./daily-credits.ts";
import { creditsByDay, type DayRecord } from "./daily-store.ts";
import { daysOf, periodAt, periodOf, standingOf } from "./period.ts";
import { clientNames } from "./summary-store.ts";

/** How budgets stand in their running periods: two questions to the rollups, however many budgets there are. */
export async function judgeBudgets(ctx: Context, rows: readonly BudgetRow[]): Promise<BudgetSummary[]> {
  if (rows.length === 0) return [];
  const now = ctx.clock.now();
  const clients = [...new Set(rows.flatMap(({ clientId }) => clientId ?? []))];
  const span = { scope: {}, ...daysNeeded(now), now };
  const [everyone, theirs, names] = await Promise.all([
    rows.some(({ clientId }) => clientId === null) ? creditsByDay(ctx.db.sql, span) : [],
    clients.length > 0 ? creditsByDay(ctx.db.sql, span, clients) : [],
    clientNames(ctx.db.sql, clients),
  ]);
  return rows.map((row) => {
    const own = (row.clientId === null ? everyone : theirs).filter((record) => belongs(record, row));
    const name = row.clientId ? (names.get(row.clientId) ?? "a deleted client") : null;
    return summarize(row, name, own, now);
  });
}

function belongs(record: DayRecord, { provider, region, clientId }: BudgetRow): boolean {
  return (
    record.provider === provider &&
    (region === null || record.region === region) &&
    (clientId === null || record.client === clientId)
  );
}

/** A budget with how it stands, by the days of its scope. */
export function summarize(
  row: BudgetRow,
  clientName: string | null,
  records: readonly DayRecord[],
  now: Date,
): BudgetSummary {
  const daily = toDaily(records);
  const bounds = periodAt(now, row.startDay);
  const period = periodOf(daily, bounds, now);
  const credits = Number(row.credits);
  return budgetSummary.parse({
    id: row.id,
    provider: row.provider,
    region: row.region,
    client: row.clientId ? { id: row.clientId, name: clientName } : null,
    credits,
    startDay: row.startDay,
    period,
    ...standingOf(credits, period, daysOf(daily, bounds.from, now)),
  });
}
