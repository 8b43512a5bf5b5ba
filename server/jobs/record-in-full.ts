import type { Context, SqlRunner } from "#server/platform/index.ts";
import { firstRow, originsOf, unknownOrigin } from "./first-row.ts";
import { hear } from "./hear.ts";
import { insertNewJobs, updateKnownJobs } from "./hearing-store.ts";
import { writeLedger } from "./ledger-store.ts";
import { bounded, type Observation, type Recorded } from "./observation.ts";
import { isHeard } from "./observation-store.ts";
import { lockJobByVendorId } from "./store.ts";

/** Records one piece of news step by step, the job's row locked meanwhile: right whatever is known of it already. */
export async function recordInFull(ctx: Context, heard: Observation): Promise<Recorded | null> {
  const news = bounded(heard);
  return ctx.db.sqlTransaction(async (sql) => {
    const { provider, region, fact } = news;
    const lock = () => lockJobByVendorId(sql, provider, region, fact.vendorJobId);
    const known = await lock();
    const isNew = !known && news.adopt && (await insertFirstRow(sql, news));
    const locked = known ?? (news.adopt ? await lock() : null);
    if (!locked) return null;
    const { job, version } = locked;
    if (news.dedupeKey !== null && (await isHeard(sql, news.dedupeKey)))
      return { jobId: job.id, state: job.state, changed: false, isNew: false, failureId: job.failureId };
    const { next, changed, billed, ...rest } = hear(news, job, isNew);
    const written = await updateKnownJobs(sql, [{ ...rest, job: next, version, bill: null }], news.at);
    if (written.size === 0) throw new Error("a locked job was written by somebody else");
    await writeLedger(sql, billed, news.at);
    return { jobId: job.id, state: next.state, changed, isNew, failureId: next.failureId };
  });
}

async function insertFirstRow(sql: SqlRunner, news: Observation): Promise<boolean> {
  const [origin = unknownOrigin] = await originsOf(sql, [news]);
  const bare = { job: firstRow(news, origin), observation: null, folds: false, failure: null, bill: null };
  return (await insertNewJobs(sql, [bare], news.at)).size === 1;
}
