import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { errorTrend, foldRollups, rebuildRollups } from "#server/metrics/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { applyRetention, getRetention, removeWhatIsDue, setRetention } from "./index.ts";

let world: TestWorld;
beforeEach(async () => {
  world = await openTestWorld();
  for (const table of ["call", "call_body", "failure"]) {
    await sql().query("SELECT docket_ensure_partitions($1, $2, $3)", [table, daysAgo(120), daysAgo(-14)]);
  }
});
afterEach(() => world.close());

const sql = () => world.ctx.db.sql;
const daysAgo = (days: number) => new Date(world.clock.now().getTime() - days * 86_400_000);
const count = async (table: string) => (await sql().query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n;
const kept = () =>
  Promise.all(["call", "call_body", "failure", "job", "job_observation", "credit_entry"].map((table) => count(table)));

/** A call with a body, its failure, and a billed job with a timeline, all of one day. */
async function live(days: number, ended = true): Promise<void> {
  const [id, job, at] = [randomUUID(), randomUUID(), daysAgo(days)];
  await sql().query(
    `INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, method, path, outcome, failure_id)
     VALUES ($1, $2, $2, $1, 'extend', 'eu', 'GET', '/', 'answered', $1)`,
    [id, at],
  );
  await sql().query("INSERT INTO call_body (call_id, at, part, body) VALUES ($1, $2, 'response', 'x')", [id, at]);
  await sql().query(
    `INSERT INTO failure (id, at, provider, region, surface, match, family, rule, billed)
     VALUES ($1, $2, 'extend', 'eu', 'http', 'none', 'timeout', 'r', 'no')`,
    [id, at],
  );
  await sql().query(
    `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, state, created_at, last_seen_at, ended_at)
     VALUES ($1, 'extend', 'eu', 'parse', 'v', $1::uuid::text, 'succeeded', $2, $2, $3)`,
    [job, at, ended ? at : null],
  );
  await sql().query(
    `INSERT INTO job_observation (job_id, at, last_at, source, changed, detail) VALUES ($1, $2, $2, 'poll', true, '{"body":"x","path":"/"}')`,
    [job, at],
  );
  await sql().query(
    `INSERT INTO credit_entry (id, provider, region, billed_key, job_id, product, at, source, credits, updated_at)
     VALUES ($1, 'extend', 'eu', $1::uuid::text, $1, 'parse', $2, 'reported', 5, $2)`,
    [job, at],
  );
}

test("nothing goes while it is younger than its days", async () => {
  await live(30);
  await setRetention(world.as("admin"), { metadataDays: 60, bodiesDays: 40, rollupsDays: null });
  expect((await getRetention(world.as("admin"), {})).wouldGo).toEqual([]);
  expect(await removeWhatIsDue(world.ctx)).toEqual([]);
  expect(await kept()).toEqual([1, 1, 1, 1, 1, 1]);
});

test("bodies and excerpts go first; the rest with its weeks, but never a job that lives", async () => {
  await live(100);
  await live(100, false);
  await live(40);
  await live(1);
  await setRetention(world.as("admin"), { metadataDays: 60, bodiesDays: 14, rollupsDays: null });
  await removeWhatIsDue(world.ctx);
  expect(await kept()).toEqual([2, 1, 2, 3, 3, 2]);
  const [excerpts] = await sql().query<{ n: number }>(
    "SELECT count(*) AS n FROM job_observation WHERE detail ? 'body' AND detail ? 'path'",
  );
  expect(excerpts?.n).toBe(1);
  expect(await removeWhatIsDue(world.ctx)).toEqual([]);
});

test("what was counted stays counted, and a rebuild does not lose it", async () => {
  await live(100);
  await live(2);
  await foldRollups(world.ctx);
  const asked = { from: daysAgo(110).toISOString(), to: world.clock.now().toISOString() };
  const totals = async () => {
    const { buckets } = await errorTrend(world.as("viewer"), asked);
    const [credits] = await sql().query<{ n: number }>(
      "SELECT sum(credits_reported)::float8 AS n FROM rollup WHERE grain = 'day' AND level = 'place'",
    );
    return [buckets.reduce((sum, { byFamily }) => sum + (byFamily.timeout ?? 0), 0), credits?.n];
  };
  expect(await totals()).toEqual([2, 10]);
  await setRetention(world.as("admin"), { metadataDays: 60, bodiesDays: 14, rollupsDays: null });
  await removeWhatIsDue(world.ctx);
  await foldRollups(world.ctx);
  expect(await totals()).toEqual([2, 10]);
  await rebuildRollups(world.ctx);
  expect(await totals()).toEqual([2, 10]);
  await setRetention(world.as("admin"), { metadataDays: 60, bodiesDays: 14, rollupsDays: 50 });
  await removeWhatIsDue(world.ctx);
  expect(await totals()).toEqual([1, 5]);
});

test("a preview says what other settings would remove, and removes nothing", async () => {
  await live(100);
  await live(100, false);
  await sql().query("ANALYZE");
  const { settings, tables, wouldGo } = await getRetention(world.as("admin"), { metadataDays: 60, bodiesDays: 30 });
  expect(settings).toEqual({ metadataDays: 400, bodiesDays: 14, rollupsDays: null });
  expect(tables.find(({ name }) => name === "Calls")).toMatchObject({ rows: 2, oldestAt: daysAgo(100).toISOString() });
  expect(wouldGo.map(({ name, rows }) => [name, rows])).toEqual(
    expect.arrayContaining([
      ["Calls", 2],
      ["Failures", 2],
      ["Bodies", 2],
      ["Jobs", 1],
      ["Credit ledger", 2],
    ]),
  );
  expect(await kept()).toEqual([2, 2, 2, 2, 2, 2]);
});

test("only an admin looks, sets and removes, and the audit log tells of it", async () => {
  for (const operation of [
    () => getRetention(world.as("operator"), {}),
    () => setRetention(world.as("operator"), { metadataDays: 60, bodiesDays: 14, rollupsDays: null }),
    () => applyRetention(world.as("operator"), {}),
  ]) {
    await expect(operation()).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(
    setRetention(world.as("admin"), { metadataDays: 3, bodiesDays: 14, rollupsDays: null }),
  ).rejects.toMatchObject({ code: "invalid_input" });
  await setRetention(world.as("admin"), { metadataDays: 90, bodiesDays: 7, rollupsDays: 800 });
  await applyRetention(world.as("admin"), {});
  const rows = await world.ctx.db.prisma.auditRow.findMany({ orderBy: { id: "asc" } });
  expect(rows.map(({ action }) => action)).toEqual(["retention.set", "retention.apply"]);
});
