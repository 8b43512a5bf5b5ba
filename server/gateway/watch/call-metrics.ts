import { Counter, Gauge, Registry } from "prom-client";
import type { Agent } from "undici";
import type { Guards } from "../guards/guards.ts";
import type { CallRow } from "../store.ts";
import { QuickHistogram, type Series } from "./quick-histogram.ts";

/** Upper bounds of the durations' buckets, in seconds: work inside a call may take minutes. */
const callSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
const ownSeconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5, 15];

const place = ["provider", "region", "operation"] as const;

/** Calls of one kind that ended in one way. */
interface Tally {
  labels: Record<(typeof place)[number] | "result", string>;
  calls: number;
  duration: Series;
}

/** Rate, errors and durations of the gateway's calls for `/metrics`, and what fills up under load. */
export class CallMetrics {
  readonly registry = new Registry();
  readonly #calls = new Counter({
    name: "docket_gateway_calls_total",
    help: "Calls that ended, by how",
    labelNames: [...place, "result"],
    registers: [this.registry],
    collect: () => this.#hand(),
  });
  readonly #refusals = this.#counter("docket_gateway_refusals_total", "Calls Docket itself refused", ["code"]);
  readonly #again = this.#counter("docket_gateway_repeats_total", "Attempts after the first", ["provider", "region"]);
  readonly #durations = new QuickHistogram({
    name: "docket_gateway_call_duration_seconds",
    help: "From a call's first byte to its end",
    labelNames: place,
    buckets: callSeconds,
    registers: [this.registry],
  });
  readonly #own = new QuickHistogram({
    name: "docket_gateway_own_duration_seconds",
    help: "What Docket itself added before a call left, waiting for its turn included",
    buckets: ownSeconds,
    registers: [this.registry],
  }).series({});
  /** Calls of one kind and end that the counter has not been given yet, by both. */
  readonly #tallies = new Map<string, Tally>();
  readonly #durationOf = new Map<string, Series>();

  /** `dispatcher` and `guards` are looked at whenever the metrics are read. */
  constructor(dispatcher: Pick<Agent, "stats">, guards: Guards) {
    this.#watchGuards(guards);
    this.#gauge("docket_vendor_connections", "Connections to vendors", ["state"], (gauge) => {
      const pools = Object.values(dispatcher.stats);
      const sum = (read: (pool: (typeof pools)[number]) => number) => pools.reduce((all, pool) => all + read(pool), 0);
      gauge.set(
        { state: "open" },
        sum((pool) => Number(pool.connected)),
      );
      gauge.set(
        { state: "busy" },
        sum((pool) => pool.running),
      );
      gauge.set(
        { state: "waited_for" },
        sum((pool) => pool.pending),
      );
    });
  }

  /** Counts a call that ended. */
  ended(row: CallRow): void {
    const { provider, region, latencyMs, gatewayMs, attempts, errorCode } = row;
    const tally = this.#tallyOf(row);
    tally.calls += 1;
    if (row.outcome === "refused") this.#refusals.inc({ code: errorCode ?? "unknown" });
    else if (latencyMs !== null) tally.duration.observe(latencyMs / 1_000);
    if (gatewayMs !== null) this.#own.observe(gatewayMs / 1_000);
    if (attempts > 1) this.#again.inc({ provider, region }, attempts - 1);
  }

  /** There are as many as operations known by name in places with keys, and ways to end. */
  #tallyOf(row: CallRow): Tally {
    const operation = row.operation ?? "other";
    const result = resultOf(row);
    const kind = `${row.provider} ${row.region} ${operation}`;
    const id = `${kind} ${result}`;
    const known = this.#tallies.get(id);
    if (known) return known;
    const labels = { provider: row.provider, region: row.region, operation };
    const duration = this.#durationOf.get(kind) ?? this.#durations.series(labels);
    this.#durationOf.set(kind, duration);
    const tally = { labels: { ...labels, result }, calls: 0, duration };
    this.#tallies.set(id, tally);
    return tally;
  }

  /** Hands the counter what gathered since it was last read. */
  #hand(): void {
    for (const tally of this.#tallies.values()) {
      if (tally.calls > 0) this.#calls.inc(tally.labels, tally.calls);
      tally.calls = 0;
    }
  }

  #watchGuards(guards: Guards): void {
    this.#gauge("docket_gateway_waiting", "Calls that wait for their turn", ["for"], (gauge) => {
      const { waitingForPlace, waitingForVendor } = guards.state();
      gauge.set({ for: "place" }, waitingForPlace);
      gauge.set({ for: "vendor_limit" }, waitingForVendor);
    });
    this.#gauge("docket_gateway_place_calls", "Calls under way to a place", ["provider", "region"], (gauge) => {
      for (const { provider, region, calls } of guards.state().inFlight) gauge.inc({ provider, region }, calls);
    });
    const help = "Addresses of a place that are not called (open) or tried again (half_open)";
    this.#gauge("docket_circuit_breakers", help, ["provider", "region", "state"], (gauge) => {
      for (const { provider, region, state } of guards.state().openBreakers) gauge.inc({ provider, region, state });
    });
  }

  #counter<T extends string>(name: string, help: string, labelNames: T[]): Counter<T> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #gauge<T extends string>(name: string, help: string, labelNames: T[], read: (gauge: Gauge<T>) => void): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect() {
        this.reset();
        read(this);
      },
    });
  }
}

/** A call's end in one word, as few as a chart can bear. */
function resultOf({ outcome, status }: CallRow): string {
  if (outcome !== "answered") return outcome;
  if (status === null || status >= 500) return "vendor_error";
  if (status === 429) return "limited";
  return status >= 400 ? "rejected" : "ok";
}
