import { existsSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { prepareDataDir } from "./data-dir.ts";
import { type Binaries, findBinaries } from "./embedded-postgres/binaries.ts";
import { knownClusterHome, settleClusterHome } from "./embedded-postgres/cluster-home.ts";
import { ensureDatabase } from "./embedded-postgres/ensure-database.ts";
import { freePort } from "./embedded-postgres/free-port.ts";
import { ensureCluster, lastLine, superuser } from "./embedded-postgres/init-cluster.ts";
import { endProcess, stopLeftovers } from "./embedded-postgres/leftovers.ts";
import { chooseRunAs, type RunAs, run } from "./embedded-postgres/run-as.ts";
import { type ServerFailed, type ServerProcess, startServer } from "./embedded-postgres/server-process.ts";
import { serverSettings, settingsArgs } from "./embedded-postgres/settings.ts";
import { type Supervised, supervise } from "./embedded-postgres/supervise.ts";
import type { Log } from "./log.ts";
import { type PidLock, takePidLock } from "./pid-lock.ts";
import { StartupError } from "./startup-error.ts";

/** Where the database lives and how careful it is. */
export interface EmbeddedPostgresOptions {
  /** Holds `postgres/` (the cluster), `postgres-password` (0600) and `postgres.log`. Made when missing. */
  dataDir: string;
  log: Log;
  /** For tests only: nothing is flushed to disk. */
  fast?: boolean;
}

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Connection URL of the database `docket`, password included: never print it. */
  url: string;
  /** Fast shutdown, waited for: 20 s at most, then by force. */
  stop(): Promise<void>;
}

const largestLogBytes = 10 * 1024 * 1024;

/**
 * Starts the PostgreSQL that npm installed, making its cluster on the first start, and keeps it running until `stop`.
 * It listens on a free port of 127.0.0.1 only, asks for a generated password, and never outlives this process. What a
 * killed Docket or PostgreSQL left behind is cleared away.
 * @throws StartupError with the one sentence to show.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, fast = false } = options;
  const dataDir = prepareDataDir(options.dataDir);
  const runAs = await chooseRunAs(join(await knownClusterHome(dataDir), "postgres"));
  const home = await settleClusterHome(dataDir, runAs, log);
  const clusterDir = join(home, "postgres");
  const lock = lockCluster(home);
  try {
    const binaries = await findBinaries(runAs, log);
    if (existsSync(clusterDir)) await stopLeftovers(clusterDir, log);
    const passwordFile = join(dataDir, "postgres-password");
    const password = await ensureCluster({ home, passwordFile, binaries, runAs, fast });
    const place: ServerPlace = { clusterDir, binaries, runAs, fast, logFile: join(dataDir, "postgres.log"), log };
    const { port, server } = await startOnFreePort(place);
    const url = `postgresql://${superuser}:${password}@127.0.0.1:${port}/docket`;
    await ensureDatabase(url, passwordFile).catch((error) => server.stop().then(() => Promise.reject(error)));
    return { url, stop: () => server.stop().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function lockCluster(home: string): PidLock {
  const lock = takePidLock(join(home, "postgres.lock"));
  if (!("heldBy" in lock)) return lock;
  throw new StartupError(
    `The database in ${home} is in use by another Docket (process ${lock.heldBy}): stop it first, or set DOCKET_DATA_DIR to another folder.`,
  );
}

interface ServerPlace {
  clusterDir: string;
  binaries: Binaries;
  runAs: RunAs | null;
  fast: boolean;
  logFile: string;
  log: Log;
}

/** Another program may take the port between our look and PostgreSQL's; then we look again. */
async function startOnFreePort(place: ServerPlace): Promise<{ port: number; server: Supervised }> {
  if ((statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) truncateSync(place.logFile);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const result = await startOn(port, place);
    if ("pid" in result) return { port, server: keepRunning(result, port, place) };
    if (attempt < 5 && /could not bind|Address already in use/i.test(result.output)) continue;
    throw new StartupError(`The embedded PostgreSQL did not start: ${lastLine(result.output)} (see ${place.logFile}).`);
  }
}

function startOn(port: number, place: ServerPlace): Promise<ServerProcess | ServerFailed> {
  const args = settingsArgs(serverSettings({ port, fast: place.fast }));
  const { clusterDir, runAs, logFile } = place;
  return startServer({ postgres: place.binaries.postgres, clusterDir, args, runAs, logFile }, place.log);
}

function keepRunning(first: ServerProcess, port: number, place: ServerPlace): Supervised {
  return supervise(first, {
    log: place.log,
    async start() {
      await stopLeftovers(place.clusterDir, place.log);
      return startOn(port, place);
    },
    end: (server) => endServer(server, place),
  });
}

async function endServer({ pid, ended }: ServerProcess, { binaries, clusterDir }: ServerPlace): Promise<void> {
  if (process.platform === "win32") {
    // Windows has no signals: only pg_ctl can ask the server to close its files first.
    await run(binaries.pg_ctl, ["stop", "-D", clusterDir, "-m", "fast", "-t", "20"], null);
  }
  await endProcess(pid, [
    { signal: "SIGINT", waitMs: 20_000 },
    { signal: "SIGQUIT", waitMs: 5_000 },
    { signal: "SIGKILL", waitMs: 5_000 },
  ]);
  await ended;
}
