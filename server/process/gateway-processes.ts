import type { Socket } from "node:net";
import { join } from "node:path";
import type { Log } from "#server/platform/index.ts";
import type { GatewayLoad } from "./gateway-load.ts";
import type { GatewayStart } from "./gateway-messages.ts";
import { GatewayProcess } from "./gateway-process.ts";
import type { Metrics } from "./process-metrics.ts";

/** Before one that ended is started again, in milliseconds: at first, and at most. */
const restartAfterMs = 500;
const restartAfterMostMs = 30_000;
/** One that lived this long did not end because of its start, in milliseconds. */
const livedLongMs = 60_000;

/** The processes that carry calls beside the main one. One that ends is started again; the others go on. */
export interface GatewayProcesses {
  /** Hands a connection that nothing was read from to the next one in turn; false where none takes it. */
  take(socket: Socket): boolean;
  /** What those that are ready have to do. */
  loads(): GatewayLoad[];
  /** The metrics of each; null where one does not say in time. */
  metrics(): Promise<Metrics | null>[];
  /** Tells all of them where the sandbox listens. */
  tellSandbox(url: string | null): void;
  /** Ends all of them in order. */
  stop(): Promise<void>;
}

/** The folder of gateway process number `n`, from 1. */
export function gatewayDataDir(dataDir: string, n: number): string {
  return join(dataDir, `gateway-${n}`);
}

/**
 * Starts `count` gateway processes, each with a folder of its own below `dataDir`, and waits until each is ready or has
 * failed for the first time. What none of them takes, the main process carries itself, as it does the connections that
 * come back to it because a process ended before it got them.
 */
export async function startGatewayProcesses(
  count: number,
  dataDir: string,
  start: Omit<GatewayStart, "dataDir" | "processes">,
  takeBack: (connection: Socket) => void,
  log: Log,
): Promise<GatewayProcesses> {
  let { sandboxUrl } = start;
  const running: GatewayProcess[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let stopping = false;
  let turn = 0;

  function launch(n: number, failures: number): GatewayProcess {
    const startedAt = performance.now();
    const own = { ...start, dataDir: gatewayDataDir(dataDir, n), processes: count, sandboxUrl };
    const launched = new GatewayProcess(own);
    running[n - 1] = launched;
    // The sandbox may have moved while it started.
    launched.ready.then(
      () => launched.tell({ kind: "sandbox", url: sandboxUrl }),
      () => {},
    );
    void launched.ended.then(({ code, signal }) => {
      for (const connection of launched.leftOver()) takeBack(connection);
      if (stopping) return;
      const again = performance.now() - startedAt > livedLongMs ? 0 : failures;
      const waitMs = Math.min(restartAfterMostMs, restartAfterMs * 2 ** again);
      log.error({ process: n, code, signal, waitMs }, "a gateway process ended; it is started again");
      const timer = setTimeout(() => {
        timers.delete(timer);
        launch(n, again + 1);
      }, waitMs);
      timers.add(timer);
    });
    return launched;
  }

  const launched = Array.from({ length: count }, (_, at) => launch(at + 1, 0));
  await Promise.allSettled(launched.map(({ ready }) => ready));
  return {
    take(socket) {
      for (let tries = 0; tries < running.length; tries += 1) {
        turn = (turn + 1) % running.length;
        if (running[turn]?.take(socket)) return true;
      }
      return false;
    },
    loads: () => running.flatMap(({ load }) => load ?? []),
    metrics: () => running.map((each) => each.metrics()),
    tellSandbox(url) {
      sandboxUrl = url;
      for (const each of running) each.tell({ kind: "sandbox", url });
    },
    async stop() {
      stopping = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running.map((each) => each.stop()));
    },
  };
}
