import type { DemoProvider, Scenario } from "./scenario.ts";

/** One thing to send at one moment of the run. */
export interface Planned {
  /** Milliseconds from the run's start. */
  atMs: number;
  provider: DemoProvider;
  scenario: Scenario;
  client: string;
}

/** What a run looks like. */
export interface PlanOptions {
  providers: readonly DemoProvider[];
  clients: readonly string[];
  /** How long it lasts, in milliseconds. */
  lengthMs: number;
  /** Things sent a second, on average. */
  rate: number;
  seed: number;
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The share of a day's traffic at a moment of it (0–1): quiet nights, two peaks. Averages 1. */
export function dayCurve(moment: number): number {
  return 1 - 0.6 * Math.cos(2 * Math.PI * moment) + 0.25 * Math.sin(4 * Math.PI * moment);
}

/** When one vendor is down, as shares of the run: a short while after its middle. */
const outage = { from: 0.55, to: 0.65 };

/** A whole day, compressed: who sends what when. The same options give the same plan. */
export function planDay({ providers, clients, lengthMs, rate, seed }: PlanOptions): Planned[] {
  const random = seeded(seed);
  const down = providers[Math.floor(random() * providers.length)];
  const planned: Planned[] = [];
  for (let atMs = 0; ; ) {
    atMs += -Math.log(1 - random()) * (1_000 / (rate * dayCurve(atMs / lengthMs)));
    if (atMs >= lengthMs) return planned;
    const provider = choose(providers, random());
    const moment = atMs / lengthMs;
    const isDown = provider === down && moment >= outage.from && moment < outage.to;
    const scenario = isDown
      ? { name: "an outage", weight: 1, run: provider.outage }
      : choose(provider.scenarios, random());
    planned.push({ atMs, provider, scenario, client: clients[Math.floor(random() ** 1.5 * clients.length)] ?? "" });
  }
}

/** One of a list, by weight. */
export function choose<T extends { weight: number }>(list: readonly T[], share: number): T {
  const total = list.reduce((sum, { weight }) => sum + weight, 0);
  let left = share * total;
  for (const each of list) {
    left -= each.weight;
    if (left < 0) return each;
  }
  const last = list.at(-1);
  if (!last) throw new RangeError("nothing to choose from");
  return last;
}
