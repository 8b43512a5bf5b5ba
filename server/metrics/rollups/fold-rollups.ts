import type { Context } from "#server/platform/index.ts";
import { dropOldGrains, foldDeltas, rebuildFromFacts } from "./store.ts";

/** Folds what facts have left behind into the rollups until nothing waits; returns how many deltas it folded. */
export async function foldRollups(ctx: Pick<Context, "db" | "clock">): Promise<number> {
  let total = 0;
  for (;;) {
    const folded = await ctx.db.sqlTransaction((sql) => foldDeltas(sql, ctx.clock.now()));
    total += folded;
    if (folded === 0) return total;
  }
}

/** Drops counts by the minute and the quarter of an hour that nobody asks for any more. */
export async function tidyRollups(ctx: Context): Promise<void> {
  await dropOldGrains(ctx.db.sql, ctx.clock.now());
}

/** Builds the rollups anew from the facts, day by day; calls, jobs and failures go on being written meanwhile. */
export async function rebuildRollups(
  ctx: Pick<Context, "db" | "clock">,
  onDay: (day: Date) => void = () => {},
): Promise<void> {
  await ctx.db.sqlTransaction(async (sql) => {
    await sql.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await rebuildFromFacts(sql, ctx.clock.now(), onDay);
  });
}
