import type { Context } from "#server/platform/index.ts";
import { providers } from "#server/providers/index.ts";
import { judgeLegs } from "./leg-store.ts";
import { followersOf, judgeLosses, type Retention, scheduleExpiry, takeDueChecks } from "./loss-store.ts";

const batchSize = 500;
/** The same bytes sent again within this time are a repeated submit, in milliseconds; later they may be meant. */
const duplicateWindowMs = 15 * 60_000;

const retentions: Retention[] = providers.flatMap(({ id, resultRetention }) =>
  (resultRetention?.vocabularies ?? []).map((vocabulary) => ({
    provider: id,
    vocabulary,
    ms: resultRetention?.ms ?? 0,
    source: resultRetention?.source ?? "",
  })),
);

/** Looks at every job something was heard of that may make it paid for and lost; returns how many it looked at. */
export async function findLosses(ctx: Context): Promise<number> {
  let total = 0;
  for (;;) {
    const looked = await ctx.db.sqlTransaction(async (sql) => {
      const now = ctx.clock.now();
      const jobIds = await takeDueChecks(sql, now, batchSize);
      if (jobIds.length === 0) return 0;
      const terms = { retentions, windowMs: duplicateWindowMs, now };
      await judgeLosses(sql, jobIds, terms);
      // Whether a repeated submit was in vain depends on what became of the first.
      const followers = await followersOf(sql, jobIds, duplicateWindowMs);
      if (followers.length > 0) await judgeLosses(sql, followers, terms);
      await judgeLegs(sql, jobIds, now);
      await scheduleExpiry(sql, jobIds, retentions, now);
      return jobIds.length;
    });
    total += looked;
    if (looked === 0) return total;
  }
}
