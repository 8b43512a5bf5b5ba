import type { SqlRunner } from "#server/platform/index.ts";

/** A process not heard of for this long serves nobody, in milliseconds. */
export const silentMs = 15_000;

/**
 * Instances of Docket that are alive and count calls, at least one: the limits are shared among them. An instance's own
 * gateway processes leave the counting to it.
 */
export async function liveGateways(sql: SqlRunner, now: Date): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM instance WHERE last_seen_at >= $1 AND role IN ('all', 'web')",
    [new Date(now.getTime() - silentMs)],
  );
  return Math.max(1, row?.n ?? 1);
}
