import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { GatewayLoad } from "./gateway-load.ts";
import type { FromGateway, GatewayStart, ToGateway } from "./gateway-messages.ts";
import type { Metrics } from "./process-metrics.ts";

const program = fileURLToPath(new URL("gateway-program.ts", import.meta.url));
/**
 * Has V8 compile what calls run through after fewer of them: a process is at its full pace after some eight seconds of load
 * instead of sixteen (two cores). V8's own numbers are 400, 3,000 and 500 (`node --v8-options`, Node 24.21).
 */
const compileSoon = [
  "--invocation-count-for-maglev=200",
  "--invocation-count-for-turbofan=1000",
  "--minimum-invocations-after-ic-update=200",
];
/** Longest wait for its metrics, in milliseconds. */
const metricsTimeoutMs = 2_000;
/** Longest an orderly end may take, in milliseconds. */
const endTimeoutMs = 35_000;

/** One run of a gateway process, from its start to its end. */
export class GatewayProcess {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, (metrics: Metrics) => void>();
  /** Connections on their way to it: Node sends one, and the next once that has arrived. */
  readonly #offered = new Set<Socket>();
  #asks = 0;
  /** How much it had to do when it last said so; null until it is ready, and once it has ended. */
  load: GatewayLoad | null = null;
  /** Resolves when it takes connections; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with how it ended. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  /** In a process group of its own, so that the terminal's Ctrl-C ends it only when we do. */
  constructor(start: GatewayStart) {
    this.#child = fork(program, [], {
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      execArgv: [...process.execArgv, "--expose-gc", ...compileSoon],
    });
    this.ended = new Promise((resolve) => {
      this.#child.once("error", () => resolve({ code: null, signal: null }));
      this.#child.once("exit", (code, signal) => resolve({ code, signal }));
    });
    this.ready = new Promise((resolve, reject) => {
      this.#child.on("message", (message: FromGateway) => {
        if (message.kind === "metrics") return this.#asked.get(message.ask)?.(message.metrics);
        this.load = message.load;
        if (message.kind === "ready") resolve();
      });
      void this.ended.then(() => {
        this.load = null;
        reject(new Error("A gateway process ended at its start."));
      });
    });
    this.ready.catch(() => {});
    this.tell({ kind: "start", start });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Hands it a connection that nothing was read from; false where it takes none. */
  take(socket: Socket): boolean {
    if (!this.load || !this.#child.connected) return false;
    this.#offered.add(socket);
    // Ours is closed here, not by Node: it leaves a connection open for ever whose receiver ended before it said thanks.
    this.#child.send({ kind: "connection" } satisfies ToGateway, socket, { keepOpen: true }, (error) => {
      if (error) return;
      this.#offered.delete(socket);
      socket.destroy();
    });
    return true;
  }

  /** Connections that it never got, for somebody else to take, once it has ended. */
  leftOver(): Socket[] {
    const left = [...this.#offered].filter((socket) => !socket.destroyed);
    this.#offered.clear();
    return left;
  }

  /** Says something to it; harmless once it has ended. */
  tell(message: ToGateway): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** Its metrics; null where it does not say in time. */
  metrics(): Promise<Metrics | null> {
    if (!this.load) return Promise.resolve(null);
    this.#asks += 1;
    const ask = this.#asks;
    return new Promise<Metrics | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), metricsTimeoutMs);
      this.#asked.set(ask, (metrics) => {
        clearTimeout(timer);
        resolve(metrics);
      });
      this.tell({ kind: "metrics", ask });
    }).finally(() => this.#asked.delete(ask));
  }

  /** Ends it in order: its calls first. One that is not ready has none, and does not listen yet. */
  async stop(): Promise<void> {
    if (this.load) this.tell({ kind: "stop" });
    else this.#child.kill("SIGKILL");
    const force = setTimeout(() => this.#child.kill("SIGKILL"), endTimeoutMs);
    await this.ended;
    clearTimeout(force);
  }
}
