import type { Context } from "#server/platform/index.ts";
import { replaceThresholds } from "./stuck-store.ts";

/** Stands in where nothing is learned yet, in seconds. */
export const defaultStuckSeconds = 1_800;
/** How far back the history reaches, in milliseconds. */
const historyMs = 7 * 24 * 3_600_000;

/**
 * Learns when a living job counts as stuck, from its own provider × region × product: three times the p99 of the jobs that
 * ended there in the last seven days, and never under two minutes. With too few of them nothing is known, and half an
 * hour stands in.
 */
export async function learnStuckThresholds(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.sqlTransaction((sql) => replaceThresholds(sql, new Date(now.getTime() - historyMs), now));
}
