import type { SqlRunner } from "#server/platform/index.ts";

/** What clients were billed since `since`, by client id, reported and estimated together; who was billed nothing is left out. */
export async function creditsSpent(
  sql: SqlRunner,
  clientIds: readonly string[],
  since: Date,
): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: string; credits: number }>(
    `SELECT client_id AS id, sum(credits)::float8 AS credits FROM credit_entry
     WHERE client_id = ANY($1::uuid[]) AND at >= $2 AND credits IS NOT NULL GROUP BY client_id`,
    [[...clientIds], since],
  );
  return new Map(rows.map((row) => [row.id, row.credits]));
}
