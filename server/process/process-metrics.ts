import { AggregatorRegistry, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Gateway } from "#server/gateway/index.ts";
import type { OwnedDatabase } from "#server/platform/index.ts";

/** Metrics as they travel between processes. */
export type Metrics = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** What a pool of connections says of itself. */
export type PoolGauge = Pick<OwnedDatabase["pool"], "totalCount" | "idleCount" | "waitingCount">;

/** The parts of a process that are measured, as far as its start has come. */
export interface Measured {
  gateway: Gateway | null;
  /** The database's pool. */
  pool: PoolGauge | null;
  loops: { metrics: Registry } | null;
}

/** The metrics of this process: Node's own, its gateway's, its pool's, its loops'. */
export function makeProcessMetrics(measured: Measured): { read(): Promise<Metrics> } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number, aggregator: "sum" | "max" = "sum") =>
    new Gauge({
      name,
      help,
      aggregator,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge("docket_gateway_calls_in_flight", "Calls being carried out", () => measured.gateway?.inFlight ?? 0);
  gauge("docket_gateway_records_waiting", "Call records not yet in the database", () => measured.gateway?.waiting ?? 0);
  gauge("docket_gateway_spool_bytes", "Bytes that wait on disk for the database", () => {
    return measured.gateway?.spool.bytes ?? 0;
  });
  const share = "Share of the spool's bound in use, of several spools the fullest";
  gauge("docket_gateway_spool_share", share, () => measured.gateway?.spool.share ?? 0, "max");
  new Gauge({
    name: "docket_database_connections",
    help: "Connections to the database",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      const { pool } = measured;
      this.set({ state: "open" }, pool?.totalCount ?? 0);
      this.set({ state: "idle" }, pool?.idleCount ?? 0);
      this.set({ state: "waited_for" }, pool?.waitingCount ?? 0);
    },
  });
  return {
    async read() {
      const registries = [registry, measured.gateway?.metrics, measured.loops?.metrics].filter(
        (one) => one !== undefined,
      );
      return (await Promise.all(registries.map((each) => each.getMetricsAsJSON()))).flat();
    },
  };
}

/** The metrics of several processes as one text for Prometheus: sums, or what else fits a metric. */
export function metricsText(all: readonly Metrics[]): Promise<string> {
  return AggregatorRegistry.aggregate([...all]).metrics();
}
