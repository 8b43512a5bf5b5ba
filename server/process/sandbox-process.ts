import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Log } from "#server/platform/index.ts";

const program = fileURLToPath(new URL("../../sandbox/main.ts", import.meta.url));
const startTimeoutMs = 15_000;
const restartDelayMs = 1_000;

/** The sandbox as a child process; it is started again when it ends by itself. */
export interface SandboxProcess {
  /** Where it listens just now; null while it restarts. */
  url(): string | null;
  stop(): Promise<void>;
}

/** Starts the sandbox and waits until it listens. `onMoved` is told when a restart gave it another address. */
export async function startSandboxProcess(log: Log, onMoved: () => void): Promise<SandboxProcess> {
  let url: string | null = null;
  let stopping = false;
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const started = spawnSandbox();
    child = started;
    started.once("exit", (code, signal) => {
      url = null;
      if (stopping) return;
      log.warn({ code, signal }, "the sandbox ended; it is started again");
      setTimeout(
        () => void start().then(onMoved, (error) => log.error({ err: error }, "the sandbox did not start")),
        restartDelayMs,
      );
    });
    url = `http://127.0.0.1:${await portOf(started)}`;
  };
  await start();
  return {
    url: () => url,
    async stop() {
      stopping = true;
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGTERM");
      setTimeout(() => running.kill("SIGKILL"), 3_000).unref();
      await ended;
    },
  };
}

/** In a process group of its own, so that the terminal's Ctrl-C ends it only when we do; given no secret of ours. */
function spawnSandbox(): ChildProcess {
  return fork(program, [], {
    detached: true,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { SANDBOX_PORT: "0", SANDBOX_ALLOW_LOOPBACK_WEBHOOKS: "1", NODE_ENV: "production" },
  });
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The sandbox did not say where it listens.")), startTimeoutMs);
    child.once("exit", (code) => reject(new Error(`The sandbox ended at its start (${code}).`)));
    child.on("message", (message: { type?: unknown; port?: unknown }) => {
      if (message?.type !== "listening" || typeof message.port !== "number") return;
      clearTimeout(timer);
      resolve(message.port);
    });
  });
}
