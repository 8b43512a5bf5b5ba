import type { GatewayLoad } from "./gateway-load.ts";
import type { Metrics } from "./process-metrics.ts";

/** What a gateway process has to know at its start. */
export interface GatewayStart {
  databaseUrl: string;
  /** Its own folder: for its spool, and the lock on it. */
  dataDir: string;
  /** How many gateway processes there are. */
  processes: number;
  /** The main process's inner socket. */
  innerPath: string;
  sandboxUrl: string | null;
}

/** From the main process to a gateway process; with `connection` comes the connection itself. */
export type ToGateway =
  | { kind: "start"; start: GatewayStart }
  | { kind: "connection" }
  | { kind: "sandbox"; url: string | null }
  | { kind: "metrics"; ask: number }
  | { kind: "stop" };

/** From a gateway process to the main process. */
export type FromGateway =
  | { kind: "ready"; load: GatewayLoad }
  | { kind: "load"; load: GatewayLoad }
  | { kind: "metrics"; ask: number; metrics: Metrics };
