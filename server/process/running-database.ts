import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { knownClusterHome } from "#server/platform/embedded-postgres/cluster-home.ts";
import { superuser } from "#server/platform/embedded-postgres/init-cluster.ts";
import { StartupError } from "#server/platform/index.ts";

/**
 * The address of the embedded database that a running Docket has open.
 * @throws StartupError when none has.
 */
export async function runningDatabase(dataDir: string): Promise<string> {
  const home = await knownClusterHome(dataDir);
  const [pidFile, password] = await Promise.all([
    readFile(join(home, "postgres", "postmaster.pid"), "utf8").catch(() => null),
    readFile(join(dataDir, "postgres-password"), "utf8").catch(() => null),
  ]);
  const port = pidFile?.split("\n")[3]?.trim();
  if (!port || !password) {
    throw new StartupError(
      `The running Docket does not keep its data in ${dataDir}: set DOCKET_DATA_DIR or DATABASE_URL as for it.`,
    );
  }
  return `postgresql://${superuser}:${encodeURIComponent(password.trim())}@127.0.0.1:${port}/docket`;
}
