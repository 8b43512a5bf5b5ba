import { type ChildProcess, fork } from "node:child_process";
import type { Server } from "node:net";
import { fileURLToPath } from "node:url";

/** A program of the bench that listens on a port of 127.0.0.1. */
export interface Program {
  pid: number;
  port: number;
  stop(): Promise<void>;
}

/** Opens `server` on a free port of 127.0.0.1 and tells the parent which; ends with the parent. */
export function listening(server: Server): void {
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.({ port: typeof address === "object" ? address?.port : null });
  });
  process.on("disconnect", () => process.exit(0));
}

/** Starts `bench/gateway/<name>.ts` with `args` and waits for its port. */
export async function startProgram(name: string, args: readonly string[] = []): Promise<Program> {
  const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), args, {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message: { port: number }) => resolve(message.port));
    child.once("exit", (code) => reject(new Error(`${name} ended at its start (${code}).`)));
  });
  return { pid: child.pid ?? 0, port, stop: () => endChild(child, "SIGTERM") };
}

/** Ends a child and waits for its end; by force after `patienceMs`. */
export async function endChild(child: ChildProcess, signal: NodeJS.Signals, patienceMs = 30_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  const force = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await ended;
  clearTimeout(force);
}
