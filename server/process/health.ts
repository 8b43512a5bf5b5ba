import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Gateway } from "#server/gateway/index.ts";
import type { Context, OwnedDatabase } from "#server/platform/index.ts";
import type { Loops } from "./loops.ts";

/** Longest the database may take to say that it is there, in milliseconds. */
const databaseTimeoutMs = 2_000;

/** The parts health speaks of, as far as start-up has come. */
export interface Vitals {
  ctx: Context | null;
  gateway: Gateway | null;
  loops: Loops | null;
  /** The database's pool, for its gauge. */
  pool: PoolGauge | null;
  draining: boolean;
}

/** What a pool of connections says of itself. */
type PoolGauge = Pick<OwnedDatabase["pool"], "totalCount" | "idleCount" | "waitingCount">;

/** Answers `/healthz`, `/readyz` and `/metrics`; says whether the request was one of them. */
export function makeHealth(vitals: Vitals): (req: IncomingMessage, res: ServerResponse) => boolean {
  const metrics = makeMetrics(vitals);
  return (req, res) => {
    switch (req.url?.split("?")[0]) {
      case "/healthz":
        sendJson(res, 200, { ok: true });
        return true;
      case "/readyz":
        void readiness(vitals).then((state) => sendJson(res, state.ready ? 200 : 503, state));
        return true;
      case "/metrics":
        void allMetrics(metrics, vitals).then((text) =>
          res.writeHead(200, { "content-type": metrics.contentType }).end(text),
        );
        return true;
      default:
        return false;
    }
  };
}

async function readiness({ ctx, gateway, loops, draining }: Vitals) {
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
  const spool = gateway ? { waiting: gateway.waiting, ...gateway.spool } : null;
  return { ready: database && stale.length === 0, database, migrations: true, staleLoops: stale, spool };
}

async function allMetrics(own: Registry, { gateway, loops }: Vitals): Promise<string> {
  const registries = [own, gateway?.metrics, loops?.metrics].filter((one) => one !== undefined);
  const texts = await Promise.all(registries.map((each) => each.metrics()));
  return texts.join("");
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  res.end(JSON.stringify(body));
}

function makeMetrics(vitals: Vitals): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge("docket_gateway_calls_in_flight", "Calls being carried out", () => vitals.gateway?.inFlight ?? 0);
  gauge("docket_gateway_records_waiting", "Call records not yet in the database", () => vitals.gateway?.waiting ?? 0);
  gauge(
    "docket_gateway_spool_bytes",
    "Bytes that wait on disk for the database",
    () => vitals.gateway?.spool.bytes ?? 0,
  );
  gauge("docket_gateway_spool_share", "Share of the spool's bound in use", () => vitals.gateway?.spool.share ?? 0);
  new Gauge({
    name: "docket_database_connections",
    help: "Connections to the database",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      const pool = vitals.pool;
      this.set({ state: "open" }, pool?.totalCount ?? 0);
      this.set({ state: "idle" }, pool?.idleCount ?? 0);
      this.set({ state: "waited_for" }, pool?.waitingCount ?? 0);
    },
  });
  return registry;
}
