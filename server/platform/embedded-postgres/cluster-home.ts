import { createHash, randomBytes } from "node:crypto";
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Log } from "../log.ts";
import { outsideHome } from "./outside-home.ts";
import { type RunAs, run } from "./run-as.ts";

/** Names, in the data folder, the folder outside that holds the cluster. A copied or moved clone keeps finding it. */
const markerName = "postgres-elsewhere";

/** Where an earlier start put this data folder's cluster: usually the data folder itself. */
export async function knownClusterHome(dataDir: string): Promise<string> {
  const marker = await readFile(join(dataDir, markerName), "utf8").catch(() => null);
  return marker?.trim() || dataDir;
}

/**
 * The folder that holds (or will hold) `postgres/`: the data folder, unless the database's user cannot enter it; then
 * a folder under /var/lib/docket, and a cluster already in the data folder moves there.
 * @throws StartupError when neither can be used.
 */
export async function settleClusterHome(dataDir: string, runAs: RunAs | null, log: Log): Promise<string> {
  const known = await knownClusterHome(dataDir);
  if (known !== dataDir) return makeOutside(known);
  if (runAs === null || (await canEnter(dataDir, runAs)) || (await letPass(dataDir, runAs))) return dataDir;

  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  const home = await makeOutside(join(await outsideHome(), `${name}-${randomBytes(3).toString("hex")}`));
  log.info({}, `the database's user cannot enter ${dataDir}: keeping the database in ${home}`);
  await moveCluster(join(dataDir, "postgres"), join(home, "postgres"));
  await writeFile(join(dataDir, markerName), `${home}\n`);
  return home;
}

async function makeOutside(home: string): Promise<string> {
  await mkdir(home, { recursive: true });
  await chmod(home, 0o711);
  return home;
}

/** Asks the system rather than reading mode bits: ACLs and mount options count too. */
async function canEnter(dir: string, runAs: RunAs): Promise<boolean> {
  return (await run("/bin/sh", ["-c", 'cd -- "$1"', "sh", dir], runAs)).code === 0;
}

/** A private data folder of our own (0700) is opened to the database's group for passing through, and no further. */
async function letPass(dataDir: string, runAs: RunAs): Promise<boolean> {
  if (!(await canEnter(dirname(dataDir), runAs))) return false;
  const { mode, uid } = await stat(dataDir);
  if (uid !== 0) return false;
  await chown(dataDir, uid, runAs.gid);
  await chmod(dataDir, (mode & 0o7707) | 0o010);
  return canEnter(dataDir, runAs);
}

async function moveCluster(from: string, to: string): Promise<void> {
  if (!(await stat(from).catch(() => null))) return;
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EXDEV") throw error;
    await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    const { uid, gid } = await stat(from);
    await run("chown", ["-R", `${uid}:${gid}`, to], null);
    await rm(from, { recursive: true });
  });
}
