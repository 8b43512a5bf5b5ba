import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Log } from "./log.ts";
import { connectForMigration } from "./migrate-connect.ts";
import { foldedMigrations, type Migration, readMigrations } from "./migrate-folder.ts";
import { StartupError } from "./startup-error.ts";

/** How to migrate. */
export interface MigrateOptions {
  log: Log;
  /** Folder of migrations; prisma/migrations unless a test says otherwise. */
  folder?: string;
}

/** The lock number Prisma's own migration commands take, so that they and we never migrate at once. */
const lockNumber = 72_707_369;

/**
 * Brings the database at `url` up to date with prisma/migrations. Each migration and its row in `_prisma_migrations`
 * are one transaction, so a crash leaves it wholly applied or not at all; the rows are those `prisma migrate deploy`
 * writes, which stays usable. (Prisma's engine itself is not used: its adapter cuts scripts at every semicolon, which
 * breaks function bodies, and it records start and end apart, so that a killed start would block the next one.)
 * @returns the names applied now, oldest first; empty when there was nothing to do.
 * @throws StartupError when the database cannot be used or does not fit this version of Docket.
 */
export async function migrate(url: string, { log, folder }: MigrateOptions): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder);
  const client = await connectForMigration(url);
  try {
    const applied: string[] = [];
    for (let next = await applyNext(client, migrations, log); next; next = await applyNext(client, migrations, log)) {
      applied.push(next);
    }
    return { applied };
  } finally {
    await client.end().catch(() => {});
  }
}

/** Applies the oldest pending migration; null when none is left. */
async function applyNext(client: pg.Client, migrations: Migration[], log: Log): Promise<string | null> {
  await client.query("BEGIN");
  try {
    // Waits while another Docket migrates; what it did is seen once the lock is ours.
    await client.query(`SELECT pg_advisory_xact_lock(${lockNumber})`);
    const history = await readHistory(client);
    checkHistory(migrations, history);
    const applied = new Set(history.map((row) => row.migration_name));
    const pending = migrations.find((migration) => !applied.has(migration.name)) ?? null;
    if (pending) await apply(client, pending);
    else warnOfEdits(migrations, history, log);
    await client.query("COMMIT");
    return pending?.name ?? null;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error instanceof pg.DatabaseError && lacksRights(error) ? mayNot(error) : error;
  }
}

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function readHistory(client: pg.Client): Promise<HistoryRow[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`);
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

function checkHistory(migrations: Migration[], history: HistoryRow[]): void {
  const known = new Set([...migrations.map((migration) => migration.name), ...foldedMigrations]);
  for (const { migration_name: name, finished_at } of history) {
    if (!known.has(name)) {
      throw new StartupError(
        `The database was last used by a newer Docket (it has the migration ${name}, which this version lacks): start that version.`,
      );
    }
    if (finished_at === null) {
      throw new StartupError(
        `The migration ${name} was started by another tool and not finished: settle it with "npx prisma migrate resolve".`,
      );
    }
  }
}

function warnOfEdits(migrations: Migration[], history: HistoryRow[], log: Log): void {
  // Folding changed the files they were folded into as well.
  if (history.some((row) => foldedMigrations.includes(row.migration_name))) return;
  const checksums = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const { migration_name: migration, checksum } of history) {
    if (checksums.get(migration) !== checksum)
      log.warn({ migration }, "this migration was edited after it was applied");
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query(sql);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || lacksRights(error)) throw error;
    throw new StartupError(`The migration ${name} cannot be applied: ${error.message.replace(/\.$/, "")}.`);
  }
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), checksum, name, startedAt],
  );
}

/** No right to create, or (as the server then says) no schema that the user may create in. */
function lacksRights(error: pg.DatabaseError): boolean {
  return error.code === "42501" || error.code === "3F000";
}

function mayNot(error: pg.DatabaseError): StartupError {
  return new StartupError(`The database user may not change the schema (${error.message}): let it own the database.`);
}
