import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#server/testing/index.ts";
import { silentLog } from "./log.ts";
import { migrate } from "./migrate.ts";
import { foldedMigrations } from "./migrate-folder.ts";
import { StartupError } from "./startup-error.ts";

let database: TestDatabase;
let folder: string;
let client: pg.Client;

const options = () => ({ log: silentLog, folder });

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  folder = await mkdtemp(join(tmpdir(), "docket-migrations-"));
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function startOver(migrations: Record<string, string>): Promise<void> {
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await rm(folder, { recursive: true, force: true });
  for (const [name, sql] of Object.entries(migrations)) await addMigration(name, sql);
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "migration.sql"), sql);
}

async function tableNames(): Promise<string[]> {
  const { rows } = await client.query(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
  );
  return rows.map((row) => row.relname);
}

test("applies what is pending in order of name, and nothing the second time", async () => {
  await startOver({ "2_second": 'ALTER TABLE "a" ADD COLUMN b int', "1_first": 'CREATE TABLE "a" (id int)' });
  expect(await migrate(database.url, options())).toEqual({ applied: ["1_first", "2_second"] });
  expect(await migrate(database.url, options())).toEqual({ applied: [] });
  await addMigration("3_third", 'CREATE TABLE "c" (id int)');
  expect(await migrate(database.url, options())).toEqual({ applied: ["3_third"] });
});

test("takes partitioned tables and function bodies with semicolons", async () => {
  await startOver({
    "1_first": `CREATE TABLE "call" (at timestamptz) PARTITION BY RANGE (at);
      CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$; -- a; b`,
  });
  await migrate(database.url, options());
  expect((await client.query("SELECT two()")).rows).toEqual([{ two: 2 }]);
});

test("two instances starting together apply each migration once", async () => {
  await startOver({
    "1_first": 'SELECT pg_sleep(0.2); CREATE TABLE "a" (id int)',
    "2_second": 'CREATE TABLE "b" (id int)',
  });
  const results = await Promise.all([1, 2, 3].map(() => migrate(database.url, options())));
  expect(results.flatMap((result) => result.applied).toSorted()).toEqual(["1_first", "2_second"]);
});

test("a migration that fails leaves nothing of itself, and is applied once it is mended", async () => {
  await startOver({ "1_first": 'CREATE TABLE "a" (id int); SELECT 1 / 0;' });
  await expect(migrate(database.url, options())).rejects.toThrow(
    new StartupError("The migration 1_first cannot be applied: division by zero."),
  );
  expect(await tableNames()).toEqual([]);
  await addMigration("1_first", 'CREATE TABLE "a" (id int)');
  expect(await migrate(database.url, options())).toEqual({ applied: ["1_first"] });
});

test("refuses a database that a newer version has migrated", async () => {
  await startOver({ "1_first": 'CREATE TABLE "a" (id int)', "2_second": "SELECT 1" });
  await migrate(database.url, options());
  await rm(join(folder, "2_second"), { recursive: true });
  await expect(migrate(database.url, options())).rejects.toThrow(/newer Docket \(it has the migration 2_second/);
});

test("says which applied migration was edited, and goes on", async () => {
  await startOver({ "1_first": 'CREATE TABLE "a" (id int)' });
  await migrate(database.url, options());
  await addMigration("1_first", 'CREATE TABLE "a" (id bigint)');
  const warnings: object[] = [];
  const log = { ...silentLog, warn: (fields: object) => warnings.push(fields) };
  expect(await migrate(database.url, { log, folder })).toEqual({ applied: [] });
  expect(warnings).toEqual([{ migration: "1_first" }]);
});

test("goes on with a database whose migrations were folded since, without a word about them", async () => {
  await startOver({ "1_first": 'CREATE TABLE "a" (id int)', [foldedMigrations[0] ?? ""]: "SELECT 1" });
  await migrate(database.url, options());
  await rm(join(folder, foldedMigrations[0] ?? ""), { recursive: true });
  await addMigration("1_first", 'CREATE TABLE "a" (id int); CREATE TABLE "b" (id int)');
  await addMigration("3_third", 'CREATE TABLE "c" (id int)');
  const warnings: object[] = [];
  const log = { ...silentLog, warn: (fields: object) => warnings.push(fields) };
  expect(await migrate(database.url, { log, folder })).toEqual({ applied: ["3_third"] });
  expect(warnings).toEqual([]);
});
