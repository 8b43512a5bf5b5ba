import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartupError } from "../startup-error.ts";
import type { Binaries } from "./binaries.ts";
import { type RunAs, run } from "./run-as.ts";

/** The cluster's superuser, the only role Docket uses. */
export const superuser = "docket";

const draftPrefix = "postgres-init-";

/** What is needed to make a cluster or to check one that is there. */
export interface ClusterPlace {
  /** The folder that holds `postgres/`. */
  home: string;
  passwordFile: string;
  binaries: Binaries;
  runAs: RunAs | null;
  fast: boolean;
}

/**
 * Makes sure `<home>/postgres` is a whole cluster of this PostgreSQL's version, owned by its user. A new one is built
 * under a draft name and renamed when it is complete, so a killed start leaves nothing half-made in place.
 * @returns the superuser's password.
 */
export async function ensureCluster(place: ClusterPlace): Promise<string> {
  const dir = join(place.home, "postgres");
  await removeDrafts(place.home);
  if (existsSync(join(dir, "PG_VERSION"))) {
    await checkVersion(dir, place);
    await takeOwnership(dir, place.runAs);
    return existsSync(place.passwordFile) ? readPassword(place.passwordFile) : resetPassword(dir, place);
  }
  const password = existsSync(place.passwordFile)
    ? await readPassword(place.passwordFile)
    : await writePassword(place.passwordFile, newPassword());
  await build(dir, password, place);
  return password;
}

async function removeDrafts(home: string): Promise<void> {
  const drafts = (await readdir(home)).filter((name) => name.startsWith(draftPrefix));
  await Promise.all(drafts.map((name) => rm(join(home, name), { recursive: true, force: true })));
}

async function build(dir: string, password: string, { home, binaries, runAs, fast }: ClusterPlace): Promise<void> {
  const draft = await mkdtemp(join(home, draftPrefix));
  const passwordFile = join(draft, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs) await Promise.all([draft, passwordFile].map((path) => chown(path, runAs.uid, runAs.gid)));

  const data = join(draft, "data");
  const identity = [`--pgdata=${data}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const rest = ["--no-instructions", ...(fast ? ["--no-sync"] : [])];
  const { code, output } = await run(binaries.initdb, [...identity, ...locale, ...rest], runAs);
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new StartupError(`PostgreSQL could not make its files in ${home}: ${lastLine(output)}.`);
  }
  // An empty folder (a mount point's leftover) may stand where the cluster goes; rename replaces it.
  await rename(data, dir).catch((error: NodeJS.ErrnoException) => {
    throw new StartupError(`${dir} is in the way (${error.code}) and holds no database: move it aside.`);
  });
  await rm(draft, { recursive: true, force: true });
}

async function checkVersion(dir: string, { binaries, runAs }: ClusterPlace): Promise<void> {
  const made = (await readFile(join(dir, "PG_VERSION"), "utf8")).trim();
  const { output } = await run(binaries.postgres, ["--version"], runAs);
  const ours = /(\d+)\./.exec(output)?.[1];
  if (made !== ours) {
    throw new StartupError(
      `The database in ${dir} was made by PostgreSQL ${made} and this Docket brings ${ours}: dump it with the old version and load it into the new one.`,
    );
  }
}

/** A backup restored by root belongs to root, which PostgreSQL refuses. */
async function takeOwnership(dir: string, runAs: RunAs | null): Promise<void> {
  if (!runAs || (await stat(dir)).uid === runAs.uid) return;
  await run("chown", ["-R", `${runAs.uid}:${runAs.gid}`, dir], null);
}

async function readPassword(path: string): Promise<string> {
  return (await readFile(path, "utf8")).trim();
}

/** Written aside, flushed and renamed: a crash leaves the whole password or none. */
async function writePassword(path: string, password: string): Promise<string> {
  const file = await open(`${path}.new`, "w", 0o600);
  await file.writeFile(password);
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
  return password;
}

/** The password file is gone: sets a new password in single-user mode, which asks for none. */
async function resetPassword(dir: string, { passwordFile, binaries, runAs }: ClusterPlace): Promise<string> {
  const password = newPassword();
  const statement = `ALTER ROLE ${superuser} PASSWORD '${password}';\n`;
  const { code, output } = await run(binaries.postgres, ["--single", "-D", dir, "postgres"], runAs, statement);
  if (code !== 0) throw new StartupError(`A new database password could not be set: ${lastLine(output)}.`);
  return writePassword(passwordFile, password);
}

function newPassword(): string {
  return randomBytes(24).toString("hex");
}

/** The line of PostgreSQL's output that says why, without its prefix and full stop. */
export function lastLine(output: string): string {
  const lines = output.trim().split("\n");
  const reason = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? "";
  return reason.replace(/^.*?(FATAL|PANIC|error):\s*/, "").replace(/\.$/, "") || "no reason given";
}
