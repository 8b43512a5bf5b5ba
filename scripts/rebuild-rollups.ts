// `npm run rollups`: builds the rollups anew from the facts. With the embedded database Docket has to be stopped first;
// with DATABASE_URL it may go on running: what is written meanwhile is counted too.
import { makeLog, readEnv, StartupError } from "#server/platform/index.ts";
import { rebuildRollupsOf } from "#server/process/index.ts";

const startedAt = performance.now();
try {
  const days = await rebuildRollupsOf(readEnv(), makeLog("warn"), (day) => {
    process.stdout.write(`\r${day.toISOString().slice(0, 10)}`);
  });
  process.stdout.write(`\rrollups of ${days} days built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
