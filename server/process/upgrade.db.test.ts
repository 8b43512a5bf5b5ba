import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { foldRollups } from "#server/metrics/index.ts";
import { openDatabase, silentLog } from "#server/platform/index.ts";
import { migrate } from "#server/platform/migrate.ts";
import { createTestDatabase } from "#server/testing/index.ts";

const first = "20261121000000_first";
/** The last migration of the version before this one. */
const before = "20261121140000_groups";
const caller = "019a9c1e-0000-7000-8000-00000000ca11";

test("counts of the version before gain the levels that are new, and nothing is billed twice", async () => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "docket-before-"));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    const migrations = (await readdir(resolve("prisma", "migrations"))).filter((name) => name <= before);
    for (const name of migrations)
      await cp(resolve("prisma", "migrations", name), join(folder, name), { recursive: true });
    await migrate(database.url, { log: silentLog, folder });
    await client.query(
      `WITH job AS (
         INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, state, credit_source, credits, created_at, ended_at, last_seen_at)
         VALUES (gen_random_uuid(), 'extend', 'eu', 'parse', 'v', 'told', 'succeeded', 'reported', 5, '2026-11-01 10:00Z', '2026-11-01 10:05Z', '2026-11-01 10:05Z'),
           (gen_random_uuid(), 'extend', 'eu', 'workflow', 'v', 'parent', 'succeeded', 'reported', 5, '2026-11-01 10:00Z', '2026-11-01 10:05Z', '2026-11-01 10:05Z')
         RETURNING id, vendor_job_id)
       INSERT INTO credit_entry (id, provider, region, billed_key, job_id, product, at, source, credits, updated_at)
       SELECT gen_random_uuid(), 'extend', 'eu', vendor_job_id, id, 'parse', '2026-11-01 10:05Z', 'reported', 5, '2026-11-01 10:05Z'
       FROM job WHERE vendor_job_id = 'told'`,
    );
    for (const product of ["parse", "extract"]) {
      await client.query(
        `INSERT INTO failure (id, at, provider, region, product, client_id, surface, match, entry_id, family, rule, billed)
         VALUES (gen_random_uuid(), '2026-11-01 10:00Z', 'extend', 'eu', $1, $2, 'http', 'entry', 'extend/x', 'timeout', 'r', 'no')`,
        [product, caller],
      );
    }
    const db = openDatabase(database.url, { poolSize: 2 });
    const clock = { now: () => new Date("2026-11-20T12:00:00Z") };
    await foldRollups({ db, clock });
    await migrate(database.url, { log: silentLog });
    await foldRollups({ db, clock });
    await db.close();
    const counted = await client.query(
      "SELECT product, failures::int FROM rollup WHERE grain = 'day' AND level = 'entry' AND entry = 'extend/x'",
    );
    expect(counted.rows).toEqual([{ product: "", failures: 2 }]);
    const byCaller = await client.query(
      `SELECT level, product, client, family, sum(failures)::int AS failures, sum(jobs)::int AS jobs FROM rollup
       WHERE grain = 'day' AND level IN ('caller', 'total') GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3`,
    );
    const none = { client: "", family: "" };
    expect(byCaller.rows).toEqual([
      { ...none, level: "caller", product: "extract", client: caller, failures: 1, jobs: 0 },
      { ...none, level: "caller", product: "parse", failures: 0, jobs: 1 },
      { ...none, level: "caller", product: "parse", client: caller, failures: 1, jobs: 0 },
      { ...none, level: "caller", product: "workflow", failures: 0, jobs: 1 },
      { ...none, level: "total", product: "", failures: 2, jobs: 2 },
    ]);
    expect((await client.query("SELECT billed_key FROM credit_entry")).rows).toEqual([{ billed_key: "told" }]);
  } finally {
    await client.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});

test("what the first version wrote is counted, grouped and billed after an upgrade, each thing once", async () => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "docket-first-"));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    await cp(resolve("prisma", "migrations", first), join(folder, first), { recursive: true });
    await migrate(database.url, { log: silentLog, folder });
    await client.query(
      `INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, method, path, outcome)
       VALUES (gen_random_uuid(), '2026-11-01 10:00Z', '2026-11-01 10:00Z', gen_random_uuid(), 'extend', 'eu', 'GET', '/', 'answered')`,
    );
    for (const [state, source, credits] of [
      ["succeeded", "reported", 5],
      ["succeeded", "unknown", null],
      ["failed", "unknown", null],
    ]) {
      await client.query(
        `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, state, credit_source, credits, created_at, ended_at, last_seen_at)
         VALUES (gen_random_uuid(), 'extend', 'eu', 'parse', 'v', gen_random_uuid(), $1, $2, $3, '2026-11-01 10:00Z', '2026-11-01 10:05Z', '2026-11-01 10:05Z')`,
        [state, source, credits],
      );
    }
    for (const at of ["2026-11-01 10:00Z", "2026-11-12 10:00Z"]) {
      await client.query(
        `INSERT INTO failure (id, at, provider, region, surface, match, entry_id, family, rule, billed)
         VALUES (gen_random_uuid(), $1, 'extend', 'eu', 'http', 'entry', 'extend/x', 'timeout', 'r', 'no')`,
        [at],
      );
    }
    await migrate(database.url, { log: silentLog });
    const db = openDatabase(database.url, { poolSize: 2 });
    await foldRollups({ db, clock: { now: () => new Date("2026-11-20T12:00:00Z") } });
    await db.close();
    const { rows } = await client.query(
      `SELECT sum(calls)::int AS calls, sum(jobs)::int AS jobs, sum(failures)::int AS failures, sum(credits_reported)::float8 AS reported,
         sum(credits_unknown)::int AS unknown FROM rollup WHERE grain = 'day' AND level = 'family'`,
    );
    expect(rows).toEqual([{ calls: 1, jobs: 3, failures: 2, reported: 5, unknown: 1 }]);
    const groups = await client.query("SELECT entry, at - silent_since AS silence FROM failure_comeback");
    expect(groups.rows).toMatchObject([{ entry: "extend/x", silence: { days: 11 } }]);
  } finally {
    await client.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});
