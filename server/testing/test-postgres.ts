import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";
import { silentLog } from "#server/platform/log.ts";
import { migrate } from "#server/platform/migrate.ts";
import { withDatabase } from "./database-url.ts";

const templateName = "docket_template";

/** A throw-away server holding one migrated template database. */
export interface TestPostgres {
  /** URL of the template; test databases are copies of it. */
  templateUrl: string;
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL in a temp folder and migrates its template once. `folder` replaces prisma/migrations. */
export async function startTestPostgres(folder?: string): Promise<TestPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), "docket-test-"));
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, fast: true });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const templateUrl = withDatabase(server.url, templateName);
    await createDatabase(server.url, templateName);
    await migrate(templateUrl, { log: silentLog, folder });
    return { templateUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`).finally(() => client.end());
}
