import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { bareEnv, type RunAs } from "./run-as.ts";

/** A PostgreSQL server of ours that accepts connections. */
export interface ServerProcess {
  pid: number;
  /** Fulfilled when the server is gone, whatever the reason. */
  ended: Promise<void>;
}

/** The server ended before it was ready; `output` is what it wrote to its log meanwhile. */
export interface ServerFailed {
  output: string;
}

/** What to start and where its output goes. */
export interface ServerCommand {
  postgres: string;
  clusterDir: string;
  args: string[];
  runAs: RunAs | null;
  logFile: string;
}

/**
 * Starts the server in a session of its own, so that the terminal's Ctrl-C reaches Docket only, and waits until it
 * accepts connections. After a crash that includes replaying the write-ahead log, so there is no time limit: it says
 * every ten seconds that it is still at it.
 */
export async function startServer(command: ServerCommand, log: Log): Promise<ServerProcess | ServerFailed> {
  const sizeBefore = fileSize(command.logFile);
  const child = spawnServer(command);
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  for (let polls = 1; !hasEnded; polls++) {
    if (child.pid !== undefined && isReady(command.clusterDir, child.pid)) return { pid: child.pid, ended };
    await Promise.race([ended, sleep(20)]);
    if (polls % 500 === 0) log.info({}, "the database is still recovering from an earlier crash");
  }
  return { output: readFileSync(command.logFile).subarray(sizeBefore).toString() };
}

function spawnServer({ postgres, clusterDir, args, runAs, logFile }: ServerCommand): ChildProcess {
  const output = openSync(logFile, "a", 0o600);
  try {
    const options = { ...runAs, cwd: "/", env: bareEnv, detached: true } as const;
    const child = spawn(postgres, ["-D", clusterDir, ...args], { ...options, stdio: ["ignore", output, output] });
    return child;
  } finally {
    closeSync(output);
  }
}

/** The server keeps its state in the eighth line of `postmaster.pid`, as pg_ctl reads it. */
function isReady(clusterDir: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(clusterDir, "postmaster.pid"), "utf8").split("\n");
    return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

function fileSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
