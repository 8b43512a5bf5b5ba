import { randomUUID } from "node:crypto";
import type { CrossingFilters } from "#lib/contracts/budget-crossings.ts";
import type { CreditTotals } from "#lib/contracts/primitives.ts";
import type { Cursor } from "#lib/cursor.ts";
import { type Database, postgresJson, type SqlRunner } from "#server/platform/index.ts";
import type { Budget, BudgetCrossing } from "#server/platform/prisma/client.ts";

/** A crossing as stored. */
export type CrossingRow = BudgetCrossing;

/** A crossing that is to be told. */
export interface DueCrossing {
  budgetId: string;
  /** The budget's last change when it was judged: a change meanwhile makes the judgement void. */
  asOf: Date;
  /** First day of the budget month, `yyyy-mm-dd`. */
  month: string;
  /** Per cent; null = the forecast. */
  threshold: number | null;
  used: CreditTotals;
  runsDry: { earliest: string; latest: string } | null;
}

/**
 * Writes what is due and not there yet; returns only what this very call has written, so that of all who judge at once
 * one tells. A budget that was changed or removed since it was judged is passed over, and judged again next time.
 */
export async function insertCrossings(
  sql: SqlRunner,
  due: readonly DueCrossing[],
  now: Date,
): Promise<{ budgetId: string; month: string; threshold: number | null }[]> {
  if (due.length === 0) return [];
  const rows = due.map((one) => ({ ...one, ...one.used, ...one.runsDry, id: randomUUID() }));
  return sql.query(
    `INSERT INTO budget_crossing (id, budget_id, month, threshold, at, credits, used_reported, used_estimated, unknown_jobs,
       runs_dry_from, runs_dry_to)
     SELECT t.id, b.id, t.month, t.threshold, $2, b.credits, t.reported, t.estimated, t."unknownJobs", t.earliest, t.latest
     FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, "budgetId" uuid, "asOf" timestamptz, month date, threshold int,
       reported numeric, estimated numeric, "unknownJobs" int, earliest date, latest date)
     JOIN budget b ON b.id = t."budgetId" AND b.updated_at = t."asOf"
     ORDER BY b.id, t.month, t.threshold FOR SHARE OF b
     ON CONFLICT DO NOTHING
     RETURNING budget_id::text AS "budgetId", to_char(month, 'YYYY-MM-DD') AS month, threshold`,
    [postgresJson(rows), now],
  );
}

/** What these budgets told in these months, oldest first. */
export function findCrossingsOf(
  db: Database,
  budgetIds: readonly string[],
  months: readonly Date[],
): Promise<CrossingRow[]> {
  return db.prisma.budgetCrossing.findMany({
    where: { budgetId: { in: [...budgetIds] }, month: { in: [...months] } },
    orderBy: [{ at: "asc" }, { threshold: "asc" }],
  });
}

/** A crossing and its budget. */
export type CrossingWithBudget = CrossingRow & { budget: Budget };

/** Up to `limit` crossings behind the cursor, newest first. */
export function selectCrossings(
  db: Database,
  { acknowledged, budget }: CrossingFilters,
  cursor: Cursor | null,
  limit: number,
): Promise<CrossingWithBudget[]> {
  return db.prisma.budgetCrossing.findMany({
    where: {
      ...(budget && { budgetId: budget }),
      ...(acknowledged && { acknowledgedAt: acknowledged === "true" ? { not: null } : null }),
      ...(cursor && { OR: [{ at: { lt: cursor.at } }, { at: cursor.at, id: { lt: cursor.id } }] }),
    },
    include: { budget: true },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** Notes who saw to these crossings of a budget, unless somebody had; returns all of them that there are. */
export async function acknowledgeRows(
  db: Database,
  { budgetId, ids, by, at }: { budgetId: string; ids: readonly string[]; by: string; at: Date },
): Promise<CrossingWithBudget[]> {
  const where = { budgetId, id: { in: [...ids] } };
  await db.prisma.budgetCrossing.updateMany({
    where: { ...where, acknowledgedAt: null },
    data: { acknowledgedAt: at, acknowledgedLabel: by },
  });
  return db.prisma.budgetCrossing.findMany({ where, include: { budget: true }, orderBy: { at: "asc" } });
}
