import { findJobId, pollSoon, recordObservation, rememberFile } from "#server/jobs/index.ts";
import type { Context } from "#server/platform/index.ts";
import type { JobNews } from "./observe-answer.ts";

/** What the database made of a call's news. */
export interface Told {
  jobId: string | null;
  /** The failure the call's own job ended with by this news. */
  failureId: string | null;
}

/** News that told of no job. */
export const untold: Told = { jobId: null, failureId: null };

/** Tells the job engine what an answer said. Harmless to repeat. Rejects when the database does not take it. */
export async function tellNews(ctx: Context, news: JobNews): Promise<Told> {
  const { sql } = ctx.db;
  if (news.file) await rememberFile(sql, news.file);
  const hint = news.pollSoon;
  if (hint) await pollSoon(sql, hint.provider, hint.region, hint.vendorJobId, hint.at);
  if (hint?.isGiven) return { ...untold, jobId: await findJobId(sql, hint.provider, hint.region, hint.vendorJobId) };
  let told = untold;
  for (const observation of news.observations) {
    const recorded = await recordObservation(ctx, observation);
    // Told a second time, news change nothing; the failure they brought is still theirs.
    const isOurs = recorded?.changed || recorded?.failureId === observation.failure?.id;
    told = { jobId: recorded?.jobId ?? null, failureId: isOurs ? (recorded?.failureId ?? null) : null };
  }
  return news.vendorJobId === null ? untold : told;
}
