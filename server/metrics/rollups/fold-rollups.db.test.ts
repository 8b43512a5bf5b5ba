import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { writeRandomFacts } from "./facts-for-tests.ts";
import { foldRollups, rebuildRollups, tidyRollups } from "./fold-rollups.ts";
import { waitingDeltas } from "./store.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() =>
  world.ctx.db.sql.query(
    "TRUNCATE call, failure, job, credit_entry, rollup, rollup_time, rollup_shape, rollup_delta, rollup_time_delta, rollup_shape_delta",
  ),
);

const sql = () => world.ctx.db.sql;
/** Every count that is not nothing, in one order. */
const rollups = async () => ({
  counts: await sql().query(
    `SELECT * FROM rollup r WHERE (calls, failures, jobs, succeeded, "partial", failed, cancelled, lost, pages) <> (0,0,0,0,0,0,0,0,0)
       OR (credits_reported, credits_estimated, credits_unknown) <> (0, 0, 0)
     ORDER BY grain, level, bucket, provider, region, product, client, tier, family, entry`,
  ),
  times: await sql().query(
    "SELECT * FROM rollup_time WHERE slots <> '{}' ORDER BY grain, level, kind, bucket, provider, region, product, client",
  ),
  shapes: await sql().query(
    "SELECT * FROM rollup_shape WHERE jobs <> 0 ORDER BY level, dimension, bucket, provider, region, product, client, value",
  ),
});

test("counts kept as facts arrive equal the counts of all facts", async () => {
  for (const seed of [1, 2, 3]) {
    await writeRandomFacts(sql(), world.clock.now(), 60, seed);
    await foldRollups(world.ctx);
  }
  const kept = await rollups();
  expect(kept.counts.length).toBeGreaterThan(500);
  expect(kept.times.length).toBeGreaterThan(200);
  expect(kept.shapes.length).toBeGreaterThan(200);
  const days: Date[] = [];
  await rebuildRollups(world.ctx, (day) => days.push(day));
  expect(days.length).toBeGreaterThan(10);
  expect(await rollups()).toEqual(kept);
});

test("every grain and level sums up to the facts themselves", async () => {
  await writeRandomFacts(sql(), world.clock.now(), 80, 7);
  await foldRollups(world.ctx);
  const [facts] = await sql().query(
    `SELECT (SELECT count(*) FROM call) AS calls, (SELECT count(*) FROM failure) AS failures, (SELECT count(*) FROM job) AS jobs,
       (SELECT count(*) FROM job WHERE state = 'partial') AS partial, (SELECT sum(bytes_up) FROM call)::int8 AS bytes_up,
       (SELECT coalesce(sum(credits), 0) FROM credit_entry WHERE source = 'reported') AS reported,
       (SELECT coalesce(sum(estimated), 0) FROM credit_entry WHERE source = 'reported') AS foreseen,
       (SELECT coalesce(sum(credits), 0) FROM credit_entry WHERE pages > 0 AND source <> 'unknown') AS paged,
       (SELECT coalesce(sum(pages), 0)::int8 FROM credit_entry WHERE source <> 'unknown') AS credit_pages`,
  );
  for (const grain of ["hour", "day"]) {
    for (const level of ["full", "place", "entry", "product", "family", "client", "tier", "caller", "total"]) {
      const [sums] = await sql().query(
        `SELECT sum(calls)::int8 AS calls, sum(failures)::int8 AS failures, sum(jobs)::int8 AS jobs, sum("partial")::int8 AS partial,
           sum(bytes_up)::int8 AS bytes_up, sum(credits_reported) AS reported, sum(credits_foreseen) AS foreseen,
           sum(credits_paged) AS paged, sum(credit_pages)::int8 AS credit_pages FROM rollup WHERE grain = $1 AND level = $2`,
        [grain, level],
      );
      expect(sums).toEqual(facts);
    }
  }
});

test("a fact that is written twice counts once, and one that is rolled back not at all", async () => {
  const insert = `INSERT INTO failure (id, at, provider, region, surface, match, family, rule, billed)
    VALUES ('019a9c1e-0000-7000-8000-000000000001', $1, 'p', 'r', 'http', 'none', 'quota', 'r', 'no') ON CONFLICT DO NOTHING`;
  await sql().query(insert, [world.clock.now()]);
  await sql().query(insert, [world.clock.now()]);
  await expect(
    world.ctx.db.sqlTransaction(async (inner) => {
      await inner.query(insert.replace("000000000001", "000000000002"), [world.clock.now()]);
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  await foldRollups(world.ctx);
  expect(await sql().query("SELECT grain, failures FROM rollup WHERE level = 'place' ORDER BY grain")).toEqual([
    { grain: "day", failures: 1 },
    { grain: "hour", failures: 1 },
    { grain: "minute", failures: 1 },
    { grain: "quarter", failures: 1 },
  ]);
});

test("two who fold at once share the work, and a fold that dies is done again", async () => {
  await writeRandomFacts(sql(), world.clock.now(), 30, 11);
  const waiting = await waitingDeltas(sql());
  const folded = await Promise.all([foldRollups(world.ctx), foldRollups(world.ctx)]);
  expect(folded.reduce((sum, n) => sum + n, 0)).toBe(waiting);
  expect(await waitingDeltas(sql())).toBe(0);
});

test("fine counts are dropped when they have grown old, coarse ones never", async () => {
  await writeRandomFacts(sql(), world.clock.now(), 30, 13);
  await foldRollups(world.ctx);
  world.clock.advance(30 * 86_400_000);
  await tidyRollups(world.ctx);
  expect(await sql().query("SELECT DISTINCT grain FROM rollup ORDER BY 1")).toEqual([
    { grain: "day" },
    { grain: "hour" },
  ]);
  world.clock.advance(-30 * 86_400_000);
});
