// `npm run rollups`: builds the rollups anew from the facts. With the embedded database Docket has to be stopped first;
// with DATABASE_URL it may go on running: what is written meanwhile is counted too.
import { rebuildRollups } from "#server/metrics/index.ts";
import { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";
import { makeLog, openDatabase, readEnv, StartupError, systemClock } from "#server/platform/index.ts";
import { migrate } from "#server/platform/migrate.ts";

const env = readEnv();
const log = makeLog("warn");

async function rebuild(url: string): Promise<void> {
  await migrate(url, { log });
  const db = openDatabase(url, { poolSize: 2 });
  const startedAt = performance.now();
  let days = 0;
  await rebuildRollups({ db, clock: systemClock }, (day) => {
    days += 1;
    process.stdout.write(`\r${day.toISOString().slice(0, 10)}`);
  }).finally(() => db.close());
  process.stdout.write(`\rrollups of ${days} days built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

try {
  if (env.databaseUrl) await rebuild(env.databaseUrl);
  else {
    const server = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
    await rebuild(server.url).finally(() => server.stop());
  }
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
