import type { SqlRunner } from "#server/platform/index.ts";

/** A process not heard of for this long polls nothing, in milliseconds. */
const silentMs = 15_000;

/** Processes that poll just now, at least one; counted from the gateway's table, which this part only reads. */
export async function livePollers(sql: SqlRunner, now: Date): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM instance WHERE last_seen_at >= $1 AND role IN ('all', 'worker')",
    [new Date(now.getTime() - silentMs)],
  );
  return Math.max(1, row?.n ?? 1);
}
