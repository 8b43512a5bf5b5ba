import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("docket-for-tests.ts", import.meta.url));

/** A Docket in a process of its own. */
export interface DocketProgram {
  child: ChildProcess;
  origin: string;
  log(): string;
}

/** Starts Dockets that a test may kill. */
export class DocketPrograms {
  readonly #running = new Set<ChildProcess>();

  /** Starts one and waits until it is ready. */
  async start(databaseUrl: string, dataDir: string, clientToken: string, gatewayProcesses = 0): Promise<DocketProgram> {
    const child = fork(program, [], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "production",
        PORT: "0",
        HOST: "127.0.0.1",
        DATABASE_URL: databaseUrl,
        DOCKET_DATA_DIR: dataDir,
        DOCKET_SANDBOX: "on",
        DOCKET_CLIENT_TOKEN: clientToken,
        DOCKET_GATEWAY_PROCESSES: String(gatewayProcesses),
        DOCKET_LOG_LEVEL: "warn",
      },
    });
    this.#running.add(child);
    let log = "";
    child.stdout?.on("data", (chunk) => {
      log += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      log += chunk;
    });
    const port = await new Promise<number>((resolve, reject) => {
      child.once("message", (message: { port: number }) => resolve(message.port));
      child.once("exit", (code) => reject(new Error(`Docket ended at its start (${code}): ${log}`)));
    });
    child.once("exit", () => this.#running.delete(child));
    return { child, origin: `http://127.0.0.1:${port}`, log: () => log };
  }

  /** Ends, without warning, those that still run. */
  kill(): void {
    for (const child of this.#running) child.kill("SIGKILL");
  }
}
