/**
 * `npm run bench:data`: builds calls and jobs over 90 days in the real schema (the same data for the same size), asks
 * every question and every list, and prints how long they took. Questions over 30 days and longer are asked of the raw
 * rows as well, in the same run, and the two answers compared.
 *   --jobs 3000000      how many jobs (calls are ten for every three)
 *   --dir .docket-bench where the database lies; it is kept, and built anew only for another size or with --rebuild
 *   --only questions,lists,ingest   --runs 20   --no-raw leaves the raw rows out, --no-cold the empty caches
 *   --match "failure groups" asks only what is so called; may be given several times
 * Figures are printed, never asserted; it fails only where an answer differs from the raw rows'.
 */
import { isDeepStrictEqual, parseArgs } from "node:util";
import { findLosses } from "#server/credits/index.ts";
import { rebuildRollups } from "#server/metrics/index.ts";
import { silentLog } from "#server/platform/index.ts";
import { openScratchDesk, type ScratchDesk } from "#server/process/index.ts";
import { build, sizes, vacuum } from "./data/build.ts";
import { type Case, type Known, lists, questions } from "./data/cases.ts";
import { type Cold, openCold } from "./data/cold.ts";
import { ingest } from "./data/ingest.ts";
import { once, rowsRead, type Timing, time } from "./data/measure.ts";
import { openRawRunner } from "./data/raw-runner.ts";

const { values } = parseArgs({
  options: {
    jobs: { type: "string", default: "3000000" },
    dir: { type: "string", default: ".docket-bench" },
    only: { type: "string", default: "questions,lists,ingest" },
    runs: { type: "string", default: "20" },
    "no-raw": { type: "boolean", default: false },
    "no-cold": { type: "boolean", default: false },
    match: { type: "string", multiple: true, default: [] },
    rebuild: { type: "boolean", default: false },
  },
});
const now = new Date("2026-11-20T12:00:00.000Z");
const days = 90;
const jobs = Number(values.jobs);
const runs = Number(values.runs);
const isWanted = ({ name }: Case) => values.match.length === 0 || values.match.some((part) => name.includes(part));
const say = (line: string) => console.log(line);
const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0)).padStart(7);

async function ready(desk: ScratchDesk): Promise<void> {
  const [built] = await desk.ctx.db.sql.query<{ jobs: number }>("SELECT jobs FROM bench.built").catch(() => []);
  if (values.rebuild || built?.jobs !== jobs) {
    await build(desk, { jobs, days, now }, say);
    await desk.ctx.db.sql.query(`CREATE TABLE bench.built AS SELECT ${jobs} AS jobs`);
  }
  const [counted] = await desk.ctx.db.sql.query<{ counted: boolean }>(
    "SELECT EXISTS (SELECT 1 FROM rollup_shape) AS counted",
  );
  if (!counted?.counted) {
    const start = performance.now();
    await rebuildRollups(desk.ctx);
    say(`rollups (${((performance.now() - start) / 1000).toFixed(0)} s)`);
    await vacuum(desk.url);
  }
  await judgeLosses(desk);
  for (const line of await sizes(desk.url)) say(line);
}

/** Has every job that ended badly judged, as the loop would, once. */
async function judgeLosses(desk: ScratchDesk): Promise<void> {
  const [judged] = await desk.ctx.db.sql.query("SELECT 1 FROM credit_loss LIMIT 1");
  if (judged) return;
  await desk.ctx.db.sqlTransaction(async (sql) => {
    await sql.query("SET LOCAL statement_timeout = 0");
    await sql.query(
      `INSERT INTO loss_check (job_id, due_at) SELECT id, '-infinity' FROM job
       WHERE state IN ('failed', 'partial', 'lost') AND credits > 0`,
    );
  });
  const start = performance.now();
  const looked = await findLosses(desk.ctx);
  say(`${looked} jobs judged for losses (${((performance.now() - start) / 1000).toFixed(0)} s)`);
}

async function knownValues(desk: ScratchDesk): Promise<Known> {
  const [busy] = await desk.ctx.db.sql.query<Known & { client: string }>(
    `SELECT provider, region, product, client_id AS client FROM job WHERE created_at > '2026-11-01' GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC LIMIT 1`,
  );
  const [quiet] = await desk.ctx.db.sql.query<{ client: string }>(
    "SELECT client_id AS client FROM job WHERE created_at > '2026-11-01' GROUP BY 1 ORDER BY count(*) LIMIT 1",
  );
  const [failure] = await desk.ctx.db.sql.query<{ entry: string; request: string }>(
    "SELECT entry_id AS entry, request_id AS request FROM failure WHERE request_id IS NOT NULL AND at < '2026-10-01' LIMIT 1",
  );
  const [job] = await desk.ctx.db.sql.query<{ id: string; vendor_job_id: string; file_name: string }>(
    "SELECT id, vendor_job_id, file_name FROM job WHERE created_at < '2026-10-01' LIMIT 1",
  );
  if (!busy || !quiet || !failure || !job) throw new Error("The database holds nothing to ask for.");
  return {
    provider: busy.provider,
    region: busy.region,
    product: busy.product,
    clients: [busy.client, quiet.client],
    entry: failure.entry,
    requestId: failure.request,
    jobId: job.id,
    vendorJobId: job.vendor_job_id,
    fileName: job.file_name,
  };
}

/** What the database gave up. */
const unanswered: Timing = {
  cold: Number.POSITIVE_INFINITY,
  p50: Number.POSITIVE_INFINITY,
  p95: Number.POSITIVE_INFINITY,
};

/** Asks every case: once with empty caches, then again and again. */
async function measure(desk: ScratchDesk, cases: readonly Case[], cold: Cold): Promise<Map<string, Timing>> {
  const timings = new Map<string, Timing>();
  for (const { name, ask } of cases) {
    const timing = await time(() => ask(desk.ctx), runs, cold).catch((error: Error) => {
      say(`${name}: ${error.message}`);
      return unanswered;
    });
    timings.set(name, timing);
  }
  return timings;
}

function summary(title: string, timings: ReadonlyMap<string, Timing>): void {
  const worst = [...timings.values()].map(({ p95 }) => p95).sort((a, b) => a - b);
  const firsts = [...timings.values()].map(({ cold }) => cold).sort((a, b) => a - b);
  const at = (list: readonly number[], share: number) =>
    list[Math.min(list.length - 1, Math.floor(share * list.length))] ?? 0;
  const over = worst.filter((p95) => p95 > 100).length;
  say(
    `${title}: ${timings.size} cases; p95 of the middle case ${ms(at(worst, 0.5)).trim()} ms, of the worst ${ms(worst.at(-1) ?? 0).trim()} ms, ` +
      `${over} over 100 ms; cold: middle ${ms(at(firsts, 0.5)).trim()} ms, worst ${ms(firsts.at(-1) ?? 0).trim()} ms`,
  );
}

async function askQuestions(desk: ScratchDesk, known: Known, cold: Cold): Promise<boolean> {
  const raw = openRawRunner(desk.url);
  const onRaw = { ...desk.ctx, db: { ...desk.ctx.db, sql: raw, questions: raw } };
  const timings = new Map<string, Timing>();
  let same = true;
  say(
    "question                                               cold     p50     p95   rows read    raw rows   times faster",
  );
  for (const question of questions(known).filter(isWanted)) {
    const timing = await time(() => question.ask(desk.ctx), runs, cold);
    timings.set(question.name, timing);
    let words = `${question.name.padEnd(50)} ${ms(timing.cold)} ${ms(timing.p50)} ${ms(timing.p95)} ${String(await rowsRead(desk, question)).padStart(11)}`;
    if (question.raw && !values["no-raw"]) {
      let answer: unknown;
      const slow = await once(async () => {
        answer = await question.ask(onRaw);
      });
      words += `  ${ms(slow)} ms ${(slow / timing.p50).toFixed(0).padStart(8)}`;
      const equal = isDeepStrictEqual(comparable(answer), comparable(await question.ask(desk.ctx)));
      if (!equal) words += "  ANSWERS DIFFER";
      same &&= equal;
    }
    say(words);
  }
  summary("questions", timings);
  await raw.close();
  return same;
}

/**
 * An answer with its sums of fractions at the digits that do not hang on the order of adding, and its lists in an order
 * that does not hang on which of two equals came first.
 */
function comparable(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (_, value) => {
    if (typeof value === "number") return Number(value.toPrecision(9));
    if (!Array.isArray(value) || typeof value[0] !== "object") return value;
    return value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  });
}

async function askLists(desk: ScratchDesk, known: Known, cold: Cold): Promise<void> {
  const timings = await measure(desk, lists(known).filter(isWanted), cold);
  const slowest = [...timings]
    .sort(([, a], [, b]) => b.p95 - a.p95)
    .filter(({ 1: { p95 } }, at) => at < 40 || p95 > 100);
  say("the slowest lists                                                                   cold     p50     p95");
  for (const [name, { cold: first, p50, p95 }] of slowest) say(`${name.padEnd(80)} ${ms(first)} ${ms(p50)} ${ms(p95)}`);
  summary("lists", timings);
}

const desk = await openScratchDesk(values.dir, { now: () => now }, silentLog);
try {
  await ready(desk);
  const known = await knownValues(desk);
  const only = values.only.split(",");
  const cold = await openCold(desk, !values["no-cold"]);
  say(`cold: ${cold.what}`);
  let same = true;
  if (only.includes("questions")) same = await askQuestions(desk, known, cold);
  if (only.includes("lists")) await askLists(desk, known, cold);
  if (only.includes("ingest")) await ingest(desk, say);
  if (!same) process.exitCode = 1;
} finally {
  await desk.close();
}
