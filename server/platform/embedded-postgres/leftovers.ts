import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { processIdentity } from "../process-identity.ts";
import { StartupError } from "../startup-error.ts";
import { run } from "./run-as.ts";

/**
 * Ends every PostgreSQL process still working on the cluster (a server that outlived a killed Docket, or the children
 * of a killed server), then removes a stale `postmaster.pid`. A pid that belongs to another program by now is left alone.
 * @throws StartupError when a process will not end.
 */
export async function stopLeftovers(clusterDir: string, log: Log): Promise<void> {
  const server = await liveServer(clusterDir);
  if (server !== null) {
    log.warn({}, `a PostgreSQL from an earlier run (process ${server}) still works on ${clusterDir}: stopping it`);
    await endProcess(server, [
      { signal: "SIGINT", waitMs: 10_000 },
      { signal: "SIGQUIT", waitMs: 5_000 },
      { signal: "SIGKILL", waitMs: 5_000 },
    ]);
  }
  // Children of a killed server end by themselves when they next look; a busy one needs telling.
  for (const pid of workingOn(clusterDir)) await endProcess(pid, [{ signal: "SIGKILL", waitMs: 5_000 }]);
  rmSync(join(clusterDir, "postmaster.pid"), { force: true });
}

/** One step of ending a process: the signal, and how long to wait for its effect. */
export interface EndStep {
  signal: NodeJS.Signals;
  waitMs: number;
}

/** Ends a process with ever stronger signals. @throws StartupError when it survives them all. */
export async function endProcess(pid: number, steps: EndStep[]): Promise<void> {
  const identity = processIdentity(pid);
  const isGone = () => identity === null || processIdentity(pid) !== identity;
  for (const { signal, waitMs } of steps) {
    if (isGone()) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw cannotEnd(pid);
    }
    for (const deadline = Date.now() + waitMs; Date.now() < deadline && !isGone(); ) await sleep(10);
  }
  if (!isGone()) throw cannotEnd(pid);
}

function cannotEnd(pid: number): StartupError {
  return new StartupError(`A PostgreSQL of an earlier run (process ${pid}) cannot be stopped: stop it by hand.`);
}

/** The pid in `postmaster.pid`, if that process is alive and really is a PostgreSQL on this cluster. */
async function liveServer(clusterDir: string): Promise<number | null> {
  const pid = Number.parseInt(readText(join(clusterDir, "postmaster.pid")), 10);
  if (processIdentity(pid) === null) return null;
  if (process.platform === "linux") return workingOn(clusterDir).includes(pid) ? pid : null;
  const { output } = await run("ps", ["-o", "command=", "-p", `${pid}`], null);
  return output.includes("postgres") && output.includes(clusterDir) ? pid : null;
}

/** Linux only: PostgreSQL processes whose working directory, which they all set, is the cluster. */
function workingOn(clusterDir: string): number[] {
  if (process.platform !== "linux") return [];
  const real = realpathSync(clusterDir);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && readLink(`/proc/${name}/cwd`) === real)
    .filter((name) => readText(`/proc/${name}/comm`).trim() === "postgres")
    .map(Number)
    .filter((pid) => processIdentity(pid) !== null);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
