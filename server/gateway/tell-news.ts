import { findJobId, pollSoon, recordInFull, recordTogether, rememberFiles } from "#server/jobs/index.ts";
import { type Context, isDataError } from "#server/platform/index.ts";
import type { JobNews } from "./observe-answer.ts";

/** What the database made of a call's news. */
export interface Told {
  jobId: string | null;
  /** The failure the call's own job ended with by this news. */
  failureId: string | null;
}

/** News that told of no job. */
export const untold: Told = { jobId: null, failureId: null };

/** How many of those that cannot be told together are told side by side. */
const toldAtOnce = 6;

/** What of some news is told already. */
interface Begun {
  isFileKept: boolean;
  /** For each observation, in order; undefined for one that is still to be told. */
  outcomes: Awaited<ReturnType<typeof recordTogether>>;
}

/**
 * Tells the job engine what many answers said, most of it in a few statements. Each promise settles as soon as its news are
 * told, and rejects when the database does not take them. Harmless to repeat.
 */
export function tellTogether(ctx: Context, list: readonly JobNews[]): Promise<Told>[] {
  const begun = begin(ctx, list);
  const lanes: Promise<unknown>[] = [];
  return list.map(async (news, n) => {
    const mine = (await begun)[n] ?? { isFileKept: false, outcomes: [] };
    if (mine.isFileKept && !news.pollSoon && !mine.outcomes.includes(undefined)) return finish(ctx, news, mine);
    const lane = n % toldAtOnce;
    const told = (lanes[lane] ?? Promise.resolve()).then(() => finish(ctx, news, mine));
    lanes[lane] = told.catch(() => {});
    return told;
  });
}

async function begin(ctx: Context, list: readonly JobNews[]): Promise<Begun[]> {
  const isFileKept = await keepFiles(ctx, list);
  const outcomes = await recordTogether(
    ctx,
    list.flatMap(({ observations }) => observations),
  );
  return list.map(({ observations }) => ({ isFileKept, outcomes: outcomes.splice(0, observations.length) }));
}

/** False when one of the files is not as the database takes it. */
async function keepFiles(ctx: Context, list: readonly JobNews[]): Promise<boolean> {
  try {
    await rememberFiles(
      ctx.db.sql,
      list.flatMap(({ file }) => file ?? []),
    );
    return true;
  } catch (error) {
    if (isDataError(error)) return false;
    throw error;
  }
}

async function finish(ctx: Context, news: JobNews, { isFileKept, outcomes }: Begun): Promise<Told> {
  const { sql } = ctx.db;
  if (news.file && !isFileKept) await rememberFiles(sql, [news.file]);
  const hint = news.pollSoon;
  if (hint) await pollSoon(sql, hint.provider, hint.region, hint.vendorJobId, hint.at);
  if (hint?.isGiven) return { ...untold, jobId: await findJobId(sql, hint.provider, hint.region, hint.vendorJobId) };
  let told = untold;
  for (const [at, observation] of news.observations.entries()) {
    const outcome = outcomes[at];
    const recorded = outcome === undefined ? await recordInFull(ctx, observation) : outcome;
    // Told a second time, news change nothing; the failure they brought is still theirs.
    const isOurs = recorded?.changed || recorded?.failureId === observation.failure?.id;
    told = { jobId: recorded?.jobId ?? null, failureId: isOurs ? (recorded?.failureId ?? null) : null };
  }
  return news.vendorJobId === null ? untold : told;
}
