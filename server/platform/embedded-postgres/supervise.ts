import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { lastLine } from "./init-cluster.ts";
import { keepUntilWeEnd } from "./keeper.ts";
import type { ServerFailed, ServerProcess } from "./server-process.ts";

/** A server kept alive until it is told to stop. */
export interface Supervised {
  /** Stops the server and waits for its end. Later calls wait for the same end. */
  stop(): Promise<void>;
}

/** How the supervisor starts the server (again) and ends it. */
export interface ServerControl {
  start(): Promise<ServerProcess | ServerFailed>;
  end(server: ServerProcess): Promise<void>;
  log: Log;
}

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/**
 * Keeps `first` alive: a server that ends by itself (killed by the system when memory is short, say) is started again
 * in the same place, with growing pauses, so that Docket's connections find it at the address they know.
 */
export function supervise(first: ServerProcess, control: ServerControl): Supervised {
  const stopped = new AbortController();
  let server: ServerProcess | null = first;

  async function watch(): Promise<void> {
    while (server) {
      const dismiss = keepUntilWeEnd(server.pid);
      await server.ended;
      dismiss();
      server = stopped.signal.aborted ? null : await startAgain(control, stopped.signal);
      if (server && stopped.signal.aborted) await control.end(server);
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopped.abort();
      if (server) await control.end(server);
      await watching;
    },
  };
}

async function startAgain({ start, log }: ServerControl, stopped: AbortSignal): Promise<ServerProcess | null> {
  log.warn({}, "the database ended unexpectedly: starting it again");
  for (let pauseMs = firstPauseMs; !stopped.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const result = await start().catch((error: Error) => ({ output: error.message }));
    if ("pid" in result) return result;
    log.warn({}, `the database did not start: ${lastLine(result.output)}`);
    await sleep(pauseMs, undefined, { signal: stopped }).catch(() => {});
  }
  return null;
}
