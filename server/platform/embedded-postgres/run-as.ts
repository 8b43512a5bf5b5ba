import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { StartupError } from "../startup-error.ts";

/** The user the database runs as when Docket itself is root; PostgreSQL refuses to run as root. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** How a program ended. `code` is null when it was killed or could not be started. */
export interface RunResult {
  code: number | null;
  /** Both streams together. */
  output: string;
}

/** PostgreSQL's programs get no environment of ours: only plain messages and UTC. Windows needs its own to run at all. */
export const bareEnv: NodeJS.ProcessEnv | undefined =
  process.platform === "win32"
    ? undefined
    : { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" };

/** Runs a program to its end, as another user if asked, with `input` on its standard input. Never throws. */
export function run(program: string, args: string[], runAs: RunAs | null, input = ""): Promise<RunResult> {
  return new Promise((resolve) => {
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    const child = spawn(program, args, { ...runAs, cwd: "/", env: bareEnv, stdio: "pipe" });
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    // A program that ends without reading its input breaks the pipe; its exit code tells what matters.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/**
 * Chooses the database's user: null (ourselves) unless we are root; else the owner of the cluster that is there, else
 * the system user `docket`, made when the system lets us, else `nobody`.
 * @throws StartupError when an existing cluster belongs to someone we cannot become.
 */
export async function chooseRunAs(clusterDir: string): Promise<RunAs | null> {
  const owner = await stat(clusterDir).catch(() => null);
  const us = process.getuid?.();
  if (us !== 0) {
    if (owner === null || us === undefined || owner.uid === us) return null;
    throw new StartupError(
      `The database in ${clusterDir} belongs to user id ${owner.uid} but Docket runs as user id ${us}: start Docket as that user or as root, or change the owner.`,
    );
  }
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp("docket")) ?? (await createUser("docket")) ?? (await lookUp("nobody")) ?? noUser();
}

async function lookUp(name: string): Promise<RunAs | null> {
  const [uid, gid] = await Promise.all([run("id", ["-u", name], null), run("id", ["-g", name], null)]);
  if (uid.code !== 0 || gid.code !== 0) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

async function createUser(name: string): Promise<RunAs | null> {
  const args = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"];
  await run("useradd", [...args, "--shell", "/usr/sbin/nologin", name], null);
  // Asked again whatever useradd said: two Dockets may start at the same moment on a new machine.
  return lookUp(name);
}

function noUser(): never {
  throw new StartupError(
    "Docket runs as root and found no other user to run PostgreSQL as: create a user named docket, or set DATABASE_URL.",
  );
}
