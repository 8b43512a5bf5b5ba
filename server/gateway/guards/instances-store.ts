import type { SqlRunner } from "#server/platform/index.ts";

/** A process not heard of for this long serves nobody, in milliseconds. */
const silentMs = 15_000;

/** Instances of Docket that are alive and serve calls, at least one: the limits are shared among them. */
export async function liveGateways(sql: SqlRunner, now: Date): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM instance WHERE last_seen_at >= $1 AND role <> 'worker'",
    [new Date(now.getTime() - silentMs)],
  );
  return Math.max(1, row?.n ?? 1);
}
