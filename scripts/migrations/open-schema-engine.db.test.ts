import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#server/testing/index.ts";
import { noFilters, openSchemaEngine } from "./open-schema-engine.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const baseDir = resolve("prisma/migrations");

function migrationsList() {
  const folders = readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(baseDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: folders.map(({ name }) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(baseDir, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

test("Prisma's own engine finds a database that Docket migrated up to date and unedited", async () => {
  const engine = await openSchemaEngine(database.url);
  const input = { migrationsList: migrationsList(), optInToShadowDatabase: false, filters: noFilters };
  expect(await engine.diagnoseMigrationHistory(input)).toMatchObject({
    hasMigrationsTable: true,
    editedMigrationNames: [],
    failedMigrationNames: [],
    history: null,
  });
  expect(await engine.applyMigrations(input)).toEqual({ appliedMigrationNames: [] });
});
