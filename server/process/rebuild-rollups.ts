import { rebuildRollups } from "#server/metrics/index.ts";
import { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";
import { type Env, type Log, openDatabase, systemClock } from "#server/platform/index.ts";
import { migrate } from "#server/platform/migrate.ts";

/**
 * Builds the rollups of an environment's database anew from its facts; returns how many days it went through. With the
 * embedded database Docket must not be running.
 * @throws StartupError with the one sentence to show.
 */
export async function rebuildRollupsOf(env: Env, log: Log, onDay: (day: Date) => void): Promise<number> {
  if (env.databaseUrl) return rebuild(env.databaseUrl, log, onDay);
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
  return rebuild(server.url, log, onDay).finally(() => server.stop());
}

async function rebuild(url: string, log: Log, onDay: (day: Date) => void): Promise<number> {
  await migrate(url, { log });
  const db = openDatabase(url, { poolSize: 2 });
  let days = 0;
  await rebuildRollups({ db, clock: systemClock }, (day) => {
    days += 1;
    onDay(day);
  }).finally(() => db.close());
  return days;
}
