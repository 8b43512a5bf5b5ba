import { type Context, isDataError, isDeadlock, type SqlRunner } from "#server/platform/index.ts";
import { firstRow, originsOf, orphanOf, unknownOrigin } from "./first-row.ts";
import { type Hearing, hear } from "./hear.ts";
import { type HeardJob, type HeardKnownJob, insertNewJobs, updateKnownJobs } from "./hearing-store.ts";
import { bounded, type Observation, type Recorded } from "./observation.ts";
import { readJobsByVendorIds, type VersionedJob } from "./store.ts";

/** One piece of news that is recorded with others, and where it stands in the list. */
interface Heard {
  n: number;
  news: Observation;
}

/** What is to be written of one piece of news. */
interface Writing<Job extends HeardJob> {
  n: number;
  job: Job;
  recorded: Recorded;
}

/**
 * Records many news in a few statements. One outcome for each; `undefined` for news that have to be recorded by themselves:
 * the second of one job, news that lean on another job of the list, and what others wrote in the same moment. What is
 * recorded is so for good; what is not has had no effect.
 */
export async function recordTogether(
  ctx: Context,
  list: readonly Observation[],
): Promise<(Recorded | null | undefined)[]> {
  const outcomes: (Recorded | null | undefined)[] = list.map(() => undefined);
  const { sql } = ctx.db;
  // What a call made is nearly always new: it is looked for only where it turns out not to be.
  const { made = [], others = [] } = Object.groupBy(independent(list), ({ news }) =>
    news.creates && news.adopt ? "made" : "others",
  );
  const known = await readJobsByVendorIds(
    sql,
    others.map(({ news: { provider, region, fact } }) => ({ provider, region, id: fact.vendorJobId })),
  );
  const { adopted = [], passed = [] } = Object.groupBy(
    others.filter((_, at) => !known[at]),
    ({ news }) => (news.adopt ? "adopted" : "passed"),
  );
  for (const { n } of passed) outcomes[n] = null;
  const written = [
    ...(await together(() => recordNew(sql, [...made, ...adopted]))),
    ...(await together(() => recordKnown(sql, others, known))),
  ];
  for (const { n, recorded } of written) outcomes[n] = recorded;
  return outcomes;
}

/** The first news of each job, without those that lean on a job which the list itself tells of. */
function independent(list: readonly Observation[]): Heard[] {
  const keyOf = ({ provider, region }: Observation, id: string) => JSON.stringify([provider, region, id]);
  const first = new Map<string, Heard>();
  for (const [n, news] of list.entries()) {
    const key = keyOf(news, news.fact.vendorJobId);
    if (!first.has(key)) first.set(key, { n, news: bounded(news) });
  }
  return [...first.values()].filter(({ news }) =>
    [news.fact.fileId, orphanOf(news)].every((id) => !id || !first.has(keyOf(news, id))),
  );
}

/** Runs one statement for many; where it meets what the database refuses, each is left to be recorded by itself. */
async function together<T>(work: () => Promise<T[]>): Promise<T[]> {
  try {
    return await work();
  } catch (error) {
    if (isDataError(error) || isDeadlock(error)) return [];
    throw error;
  }
}

async function recordNew(sql: SqlRunner, heard: readonly Heard[]) {
  const origins = await originsOf(
    sql,
    heard.map(({ news }) => news),
  );
  const writings = heard.flatMap(({ n, news }, at) => {
    const hearing = hear(news, firstRow(news, origins[at] ?? unknownOrigin), true);
    return writingOf(n, hearing, heardJob(hearing), true);
  });
  return done(writings, await insertNewJobs(sql, jobsOf(writings), latest(heard)));
}

async function recordKnown(sql: SqlRunner, heard: readonly Heard[], known: readonly (VersionedJob | null)[]) {
  const writings = heard.flatMap(({ n, news }, at) => {
    const found = known[at];
    if (!found) return [];
    const hearing = hear(news, found.job, false);
    return writingOf<HeardKnownJob>(n, hearing, { ...heardJob(hearing), version: found.version }, false);
  });
  return done(writings, await updateKnownJobs(sql, jobsOf(writings), latest(heard)));
}

function heardJob({ next, observation, folds, failure, billed }: Hearing): HeardJob {
  return { job: next, observation, folds, failure, bill: billed[0] ?? null };
}

/** None where another job's bill is told of: what is known of that one has to be looked at. */
function writingOf<Job extends HeardJob>(n: number, hearing: Hearing, job: Job, isNew: boolean): Writing<Job>[] {
  if (hearing.billed.length > 1) return [];
  const { id, state, failureId } = hearing.next;
  return [{ n, job, recorded: { jobId: id, state, changed: hearing.changed, isNew, failureId } }];
}

function jobsOf<Job extends HeardJob>(writings: readonly Writing<Job>[]): Job[] {
  return writings.map(({ job }) => job);
}

function done<Job extends HeardJob>(writings: readonly Writing<Job>[], ids: ReadonlySet<string>): Writing<Job>[] {
  return writings.filter(({ recorded }) => ids.has(recorded.jobId));
}

function latest(heard: readonly Heard[]): Date {
  return new Date(Math.max(...heard.map(({ news }) => news.at.getTime())));
}
