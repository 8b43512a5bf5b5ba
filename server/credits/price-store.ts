import type { Database, SqlRunner } from "#server/platform/index.ts";
import { AppError } from "#server/platform/index.ts";
import type { CreditPrice } from "#server/platform/prisma/client.ts";

/** A price as stored. */
export type PriceRow = CreditPrice;

/**
 * SQL for the time each price holds at its place, `price` with provider, region, amount, currency, `valid_from` and
 * `until`: a price holds until the next one begins.
 */
export const pricePeriods = `price AS (
  SELECT provider, region, amount, currency, valid_from,
    lead(valid_from, 1, 'infinity'::timestamptz) OVER (PARTITION BY provider, region ORDER BY valid_from) AS until
  FROM credit_price)`;

/** Joins the price that holds at `time` to a row of the alias with provider and region. */
export function joinPrice(alias: string, time: string): string {
  return `LEFT JOIN price p ON p.provider = ${alias}.provider AND p.region = ${alias}.region
    AND ${alias}.${time} >= p.valid_from AND ${alias}.${time} < p.until`;
}

export function findPrices(db: Database): Promise<PriceRow[]> {
  return db.prisma.creditPrice.findMany({ orderBy: [{ provider: "asc" }, { region: "asc" }, { validFrom: "desc" }] });
}

/** Sets what a credit costs at a place from a day on; the same day again replaces it. */
export function savePrice(db: Database, row: Omit<PriceRow, "amount"> & { amount: number }): Promise<PriceRow> {
  const { provider, region, validFrom } = row;
  const { id: _, ...change } = row;
  return db.prisma.creditPrice.upsert({
    where: { provider_region_validFrom: { provider, region, validFrom } },
    create: row,
    update: change,
  });
}

/** @throws AppError `not_found`. */
export async function removePriceRow(db: Database, id: string): Promise<void> {
  const { count } = await db.prisma.creditPrice.deleteMany({ where: { id } });
  if (count === 0) throw new AppError("not_found", "There is no price with this id.");
}

/** How many prices there are. */
export async function countPrices(sql: SqlRunner): Promise<number> {
  const [row] = await sql.query<{ n: number }>("SELECT count(*)::int AS n FROM credit_price");
  return row?.n ?? 0;
}
