import { AppError, type Database } from "#server/platform/index.ts";
import type { Budget } from "#server/platform/prisma/client.ts";

/** A budget as stored. */
export type BudgetRow = Budget;

/** A budget to be stored. */
export type NewBudget = Omit<BudgetRow, "credits"> & { credits: number };

export function findBudgets(db: Database): Promise<BudgetRow[]> {
  return db.prisma.budget.findMany({ orderBy: [{ provider: "asc" }, { region: "asc" }, { createdAt: "asc" }] });
}

/** The budget of exactly this scope; null = none is set. */
export function findBudgetOf(
  db: Database,
  { provider, region, clientId }: Pick<BudgetRow, "provider" | "region" | "clientId">,
): Promise<BudgetRow | null> {
  return db.prisma.budget.findFirst({ where: { provider, region, clientId } });
}

/** Whether there is a client of this id. */
export async function clientExists(db: Database, id: string): Promise<boolean> {
  return (await db.prisma.client.count({ where: { id } })) > 0;
}

export function insertBudget(db: Database, row: NewBudget): Promise<BudgetRow> {
  return db.prisma.budget.create({ data: row });
}

/** @throws AppError `not_found`. */
export async function updateBudget(
  db: Database,
  id: string,
  change: Partial<Pick<NewBudget, "credits" | "startDay" | "thresholds" | "tellsForecast">> &
    Pick<NewBudget, "updatedAt">,
): Promise<BudgetRow> {
  const [row] = await db.prisma.budget.updateManyAndReturn({ where: { id }, data: change });
  if (!row) throw noBudget();
  return row;
}

/** What it told goes with it. @throws AppError `not_found`. */
export async function removeBudgetRow(db: Database, id: string): Promise<void> {
  const { count } = await db.prisma.budget.deleteMany({ where: { id } });
  if (count === 0) throw noBudget();
}

function noBudget(): AppError {
  return new AppError("not_found", "There is no budget with this id.");
}
