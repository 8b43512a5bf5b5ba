import type { IncomingMessage, ServerResponse } from "node:http";
import { Registry } from "prom-client";
import type { Context } from "#server/platform/index.ts";
import { type GatewayLoad, loadOf, loadOfAll } from "./gateway-load.ts";
import type { GatewayProcesses } from "./gateway-processes.ts";
import type { Loops } from "./loops.ts";
import { type Measured, makeProcessMetrics, metricsText } from "./process-metrics.ts";

/** Longest the database may take to say that it is there, in milliseconds. */
const databaseTimeoutMs = 2_000;

/** The parts health speaks of, as far as start-up has come. */
export interface Vitals extends Measured {
  ctx: Context | null;
  loops: Loops | null;
  /** The processes that carry calls beside this one. */
  processes: GatewayProcesses | null;
  draining: boolean;
}

/** What the gateways of all processes have to do together; null where there is none. */
export function gatewayLoad({ gateway, processes }: Vitals): GatewayLoad | null {
  return loadOfAll([...(gateway ? [loadOf(gateway)] : []), ...(processes?.loads() ?? [])]);
}

/** Answers `/healthz`, `/readyz` and `/metrics`; says whether the request was one of them. */
export function makeHealth(vitals: Vitals): (req: IncomingMessage, res: ServerResponse) => boolean {
  const own = makeProcessMetrics(vitals);
  return (req, res) => {
    switch (req.url?.split("?")[0]) {
      case "/healthz":
        sendJson(res, 200, { ok: true });
        return true;
      case "/readyz":
        void readiness(vitals).then((state) => sendJson(res, state.ready ? 200 : 503, state));
        return true;
      case "/metrics":
        void Promise.all([own.read(), ...(vitals.processes?.metrics() ?? [])])
          .then((all) => metricsText(all.filter((each) => each !== null)))
          .then((text) => res.writeHead(200, { "content-type": Registry.PROMETHEUS_CONTENT_TYPE }).end(text));
        return true;
      default:
        return false;
    }
  };
}

async function readiness(vitals: Vitals) {
  const { ctx, loops, draining } = vitals;
  if (!ctx || !loops) return { ready: false, reason: "starting" };
  if (draining) return { ready: false, reason: "draining" };
  const database = await Promise.race([
    ctx.db.sql.query("SELECT 1").then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), databaseTimeoutMs).unref()),
  ]);
  const stale = loops.stale(ctx.clock.now());
  const load = gatewayLoad(vitals);
  const spool = load && { waiting: load.waiting, ...load.spool };
  return { ready: database && stale.length === 0, database, migrations: true, staleLoops: stale, spool };
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  res.end(JSON.stringify(body));
}
