import type { SqlRunner } from "./db.ts";

const queryCanceled = "57014";

/** The rows of a query; null where they were not found within `withinMs` milliseconds. Rejects as the query does. */
export async function queryWithin<Row extends Record<string, unknown>>(
  sql: SqlRunner,
  withinMs: number,
  text: string,
  values: unknown[],
): Promise<Row[] | null> {
  try {
    return await sql.query<Row>(text, values, { withinMs });
  } catch (error) {
    if ((error as { code?: string }).code === queryCanceled) return null;
    throw error;
  }
}
