import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { JobState } from "#lib/vocabulary.ts";
import type { Context, Database, SqlRunner } from "#server/platform/index.ts";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { rememberFiles } from "./file-store.ts";
import { creation, jobOf, newsOf, timelineOf } from "./news-for-tests.ts";
import type { Observation } from "./observation.ts";
import { recordInFull } from "./record-in-full.ts";
import { recordObservation } from "./record-observation.ts";
import { recordTogether } from "./record-together.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
const forget = () =>
  world.ctx.db.sql.query(`TRUNCATE job, job_observation, vendor_file, failure, credit_entry, rollup_delta, rollup_time_delta,
    rollup_shape_delta, failure_group_delta, loss_check`);
beforeEach(async () => {
  await forget();
  world.clock.set(testStart);
});

/** Tells a list together and then, in order, what of it had to be told by itself. */
async function tellAll(list: readonly Observation[]): Promise<void> {
  const outcomes = await recordTogether(world.ctx, list);
  for (const [n, news] of list.entries()) if (outcomes[n] === undefined) await recordInFull(world.ctx, news);
}

/** The world with its statements counted, `after` each of which something may happen; a transaction counts as one more. */
function counting(after: (text: string) => Promise<unknown> = async () => {}): {
  ctx: Context;
  statements: () => number;
} {
  let count = 0;
  const { sql } = world.ctx.db;
  const counted: SqlRunner = {
    async query(text, values, hints) {
      count += 1;
      const rows = await sql.query(text, values, hints);
      await after(text);
      return rows as never;
    },
  };
  const db: Database = {
    ...world.ctx.db,
    sql: counted,
    sqlTransaction: (work) => {
      count += 1;
      return world.ctx.db.sqlTransaction(work);
    },
  };
  return { ctx: { ...world.ctx, db }, statements: () => count };
}

/** Everything the news left behind, but for ids made on the way and the chance in the times of polls. */
async function kept(): Promise<unknown> {
  const read = (text: string) => world.ctx.db.sql.query(text);
  return {
    jobs: await read(`SELECT vendor_job_id, state, vendor_status, file_name, tier, pages, failed_pages, credits, credit_source, error_code,
      error_message, client_id, call_id, provider_key_id, request_digest, created_at, running_at, ended_at, last_seen_at,
      next_poll_at IS NULL AS rests, settle_until, poll_count, poll_errors, failure_id IS NULL AS well
      FROM job ORDER BY vendor_job_id`),
    timelines:
      await read(`SELECT vendor_job_id, o.at, last_at, count, source, o.vendor_status, o.state, changed, http_status, o.call_id,
      dedupe_key, detail FROM job_observation o JOIN job j ON j.id = o.job_id ORDER BY vendor_job_id, o.id`),
    failures: await read(`SELECT vendor_job_id, f.at, entry_id, code, message, f.id = j.failure_id AS latest
      FROM failure f JOIN job j ON j.id = f.job_id ORDER BY vendor_job_id, f.at, f.entry_id`),
    ledger:
      await read(`SELECT billed_key, vendor_job_id, l.client_id, l.tier, l.at, source, l.credits, estimated, l.pages
      FROM credit_entry l JOIN job j ON j.id = l.job_id ORDER BY billed_key`),
    counts:
      await read(`SELECT bucket, product, client, tier, family, entry, sum(jobs) AS jobs, sum(succeeded) AS succeeded,
      sum("partial") AS partial, sum(failed) AS failed, sum(cancelled) AS cancelled, sum(lost) AS lost, sum(pages) AS pages,
      sum(failures) AS failures, sum(credits_reported) AS reported, sum(credits_estimated) AS estimated, sum(credits_unknown) AS unknown
      FROM rollup_delta GROUP BY 1, 2, 3, 4, 5, 6
      HAVING (sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(failures),
        sum(credits_reported), sum(credits_estimated), sum(credits_unknown)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
      ORDER BY 1, 2, 3, 4, 5, 6`),
    times:
      await read(`SELECT bucket, kind, product, client, slot, sum(n) AS n FROM rollup_time_delta GROUP BY 1, 2, 3, 4, 5
      HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4, 5`),
    shapes:
      await read(`SELECT dimension, bucket, client, value, sum(jobs) AS jobs, sum(failed) AS failed, sum(pages) AS pages
      FROM rollup_shape_delta GROUP BY 1, 2, 3, 4 HAVING (sum(jobs), sum(failed), sum(pages)) <> (0, 0, 0) ORDER BY 1, 2, 3, 4`),
  };
}

const states: JobState[] = ["queued", "running", "succeeded", "partial", "failed", "cancelled", "lost"];
const broken = { code: null, message: "PDF_IS_BROKEN: The PDF could not be opened." };
const bill = { source: "reported" as const, credits: 3, breakdown: { parse: 3 }, rule: null };

const anyNews = fc
  .record({
    id: fc.constantFrom("j1", "j2", "j3", "j4"),
    state: fc.constantFrom(...states),
    kind: fc.constantFrom("create", "read", "list", "poll", "webhook"),
    pages: fc.option(fc.integer({ min: 1, max: 90 })),
    isBilled: fc.boolean(),
    product: fc.constantFrom("parse", "batch"),
    key: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ id, state, kind, pages, isBilled, product, key }, n = 0) => ({
    id,
    state,
    kind,
    pages,
    isBilled,
    product,
    key,
    n,
  }));
type Said = typeof anyNews extends fc.Arbitrary<infer Value> ? Value : never;

const uuid = (n: number) => `019a9c1e-0000-7000-8000-${String(n).padStart(12, "0")}`;

function heard({ id, state, kind, pages, isBilled, product, key }: Said, n: number): Observation {
  const error = state === "failed" || state === "partial" ? broken : null;
  const fact = { error, pages, product, tier: pages ? "fast" : null, credits: isBilled ? bill : null };
  const base = newsOf(world, id, state, {
    fact: {
      ...fact,
      vocabulary: product === "batch" ? "batch_v2" : "parse_v2",
      fileName: kind === "create" ? "a.pdf" : null,
    },
    at: new Date(testStart.getTime() + n * 7_000),
  });
  if (kind === "poll") return base;
  if (kind === "webhook") return { ...base, source: "webhook", adopt: false, dedupeKey: `webhook:${id}:${key}` };
  const called: Observation = { ...base, source: "gateway", callId: uuid(key), providerKeyId: uuid(100 + key) };
  if (kind !== "create") return { ...called, adopt: kind === "read" };
  return {
    ...called,
    creates: true,
    clientId: uuid(key),
    requestDigest: `digest ${key}`,
    dedupeKey: `call:${id}:${key}`,
  };
}

test("whatever is told, telling it together leaves what telling it step by step does", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyNews, { minLength: 1, maxLength: 16 }),
      fc.integer({ min: 1, max: 16 }),
      async (said, size) => {
        const history = said.map(heard);
        await forget();
        for (const news of history) await recordInFull(world.ctx, news);
        const expected = await kept();
        await forget();
        for (let at = 0; at < history.length; at += size) await tellAll(history.slice(at, at + size));
        expect(await kept()).toEqual(expected);
        await forget();
        for (const news of history) await recordObservation(world.ctx, news);
        expect(await kept()).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test("a new job is one statement, news that change nothing are two, and hundreds of each are no more", async () => {
  const one = counting();
  await recordObservation(one.ctx, creation(world, "j0"));
  expect(one.statements()).toBe(1);
  await recordObservation(one.ctx, newsOf(world, "j0", "running"));
  await recordObservation(one.ctx, newsOf(world, "j0", "running"));
  expect(one.statements()).toBe(5);
  expect(await timelineOf(world, "j0")).toEqual(["gateway queued!", "poll running ×2!"]);
  const many = counting();
  const ids = Array.from({ length: 300 }, (_, n) => `m${n}`);
  const told = await recordTogether(
    many.ctx,
    ids.map((id) => creation(world, id, { state: "failed", error: broken })),
  );
  expect(many.statements()).toBe(1);
  expect(new Set(told.map((each) => each?.failureId)).size).toBe(300);
  const again = await recordTogether(
    many.ctx,
    ids.map((id) => newsOf(world, id, "failed")),
  );
  expect(many.statements()).toBe(3);
  expect(again.map((each) => each?.failureId)).toEqual(told.map((each) => each?.failureId));
  expect(await timelineOf(world, "m299")).toEqual(["gateway failed!", "poll failed"]);
});

test("the same news told by several at once, each in another order, are each heard once", async () => {
  const ids = Array.from({ length: 60 }, (_, n) => `j${n}`);
  const bills = { credits: bill, pages: 2, tier: "fast" };
  const created = ids.map((id) => creation(world, id));
  const ended = ids.map((id) =>
    newsOf(world, id, "succeeded", { source: "webhook", dedupeKey: `e:${id}`, fact: bills }),
  );
  for (const list of [created, ended]) {
    await Promise.all([
      tellAll(list),
      tellAll(list.toReversed()),
      tellAll(list.toSorted(() => Math.random() - 0.5)),
      ...list.slice(0, 20).map((news) => recordObservation(world.ctx, news)),
    ]);
  }
  const [sums] = await world.ctx.db.sql.query(
    `SELECT (SELECT count(*)::int FROM job WHERE state = 'succeeded') AS jobs, (SELECT count(*)::int FROM job_observation) AS observations,
       (SELECT sum(credits)::int FROM credit_entry) AS credits, (SELECT sum(credits_reported)::int FROM rollup_delta) AS counted,
       (SELECT sum(jobs)::int FROM rollup_delta) AS made, (SELECT sum(succeeded)::int FROM rollup_delta) AS ended`,
  );
  expect(sums).toEqual({ jobs: 60, observations: 120, credits: 180, counted: 180, made: 60, ended: 60 });
});

test("a job somebody else is writing is left to be told by itself; the others do not wait for it", async () => {
  await tellAll(["j1", "j2"].map((id) => creation(world, id)));
  const list = ["j1", "j2"].map((id) => newsOf(world, id, "running"));
  await world.ctx.db.sqlTransaction(async (sql) => {
    await sql.query("SELECT 1 FROM job WHERE vendor_job_id = 'j1' FOR UPDATE");
    expect(await recordTogether(world.ctx, list)).toEqual([undefined, expect.objectContaining({ state: "running" })]);
  });
});

test("news compared with what somebody else has changed since are not written over it", async () => {
  await recordObservation(world.ctx, creation(world, "j1"));
  const between = counting(async (text) => {
    if (text.startsWith("SELECT"))
      await recordInFull(world.ctx, newsOf(world, "j1", "failed", { fact: { error: broken } }));
  });
  const late = newsOf(world, "j1", "running", { source: "gateway" });
  expect(await recordTogether(between.ctx, [late])).toEqual([undefined]);
  expect(await recordObservation(between.ctx, late)).toMatchObject({ state: "failed", changed: false });
  expect(await jobOf(world, "j1")).toMatchObject({ state: "failed", failureId: expect.any(String) });
});

test("a row the database refuses does not hold up the others", async () => {
  const list = [
    creation(world, "j1"),
    creation(world, randomBytes(20_000).toString("base64")),
    creation(world, randomBytes(30_000).toString("base64")),
    creation(world, "j3"),
  ];
  expect(await recordTogether(world.ctx, list)).toEqual([undefined, undefined, undefined, undefined]);
  const outcomes = await Promise.allSettled(list.map((news) => recordObservation(world.ctx, news)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(await world.ctx.db.sql.query("SELECT vendor_job_id FROM job ORDER BY 1")).toEqual([
    { vendor_job_id: "j1" },
    { vendor_job_id: "j3" },
  ]);
});

test("figures that no column holds are as good as not said, and cost no job", async () => {
  const odd = [3_000_000_000, 1.5, -1, Number.NaN].map((pages, n) => creation(world, `odd-${n}`, { pages }));
  const bill = { source: "reported" as const, credits: 1e300, breakdown: null, rule: null };
  for (const news of [...odd, creation(world, "rich", { credits: bill })]) await recordObservation(world.ctx, news);
  const rows = await world.ctx.db.sql.query("SELECT DISTINCT pages, credits, credit_source FROM job");
  expect(rows).toEqual([{ pages: null, credits: null, credit_source: "unknown" }]);
});

test("an event heard before, of another job, is not heard again, and the job is followed all the same", async () => {
  const dedupeKey = "call:1:0";
  await recordObservation(world.ctx, { ...creation(world, "j1"), dedupeKey });
  const again = { ...creation(world, "j2", { state: "failed", error: broken }), dedupeKey };
  expect(await recordObservation(world.ctx, again)).toMatchObject({ state: "queued", changed: false, failureId: null });
  expect(await jobOf(world, "j2")).toMatchObject({ state: "queued", nextPollAt: testStart });
  expect(await timelineOf(world, "j2")).toEqual([]);
});

test("jobs told together find their files and the client of the run that made them, also where the list tells of it", async () => {
  const place = { provider: "llamaparse", region: "sandbox", clientId: null, at: testStart };
  const file = { ...place, name: "invoice.pdf", bytes: 4_096, digest: "d" };
  await rememberFiles(world.ctx.db.sql, [
    { ...file, fileId: "dfl-1" },
    { ...file, fileId: "dfl-2" },
  ]);
  const parent = creation(world, "parent", { fileId: "dfl-2" });
  await tellAll([
    { ...creation(world, "pjb-1", { fileId: "dfl-1" }), requestDigest: "r" },
    parent,
    newsOf(world, "child", "running", { source: "gateway", fact: { parentVendorJobId: "parent" } }),
    creation(world, "ext-1", { fileId: "pjb-1" }),
    { ...creation(world, "pjb-2", { fileId: "dfl-2" }), requestDigest: "r" },
  ]);
  const [first, second, extract] = await Promise.all(["pjb-1", "pjb-2", "ext-1"].map((id) => jobOf(world, id)));
  expect([first, second, extract]).toMatchObject(
    Array.from({ length: 3 }, () => ({ fileName: "invoice.pdf", documentBytes: 4_096 })),
  );
  expect(first?.requestDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(second?.requestDigest).toBe(first?.requestDigest);
  expect((await jobOf(world, "child")).clientId).toBe(parent.clientId);
});

test("a bill shared with another job of the list is that job's part", async () => {
  const credits = { ...bill, credits: 50, shared: { vendorJobId: "pjb-1", product: "parse", credits: 20 } };
  const parse = creation(world, "pjb-1", { state: "succeeded", pages: 2, tier: "fast" });
  await tellAll([
    newsOf(world, "ext-1", "succeeded", { fact: { product: "extract", credits }, clientId: randomUUID() }),
    parse,
  ]);
  expect(
    await world.ctx.db.sql.query("SELECT billed_key, credits, client_id = $1 AS own FROM credit_entry ORDER BY 1", [
      parse.clientId,
    ]),
  ).toEqual([
    { billed_key: "ext-1", credits: 30, own: false },
    { billed_key: "pjb-1", credits: 20, own: true },
  ]);
});
