import { Histogram, type HistogramConfiguration } from "prom-client";

/** The observations with one set of labels. */
export class Series {
  readonly #bounds: readonly number[];
  /** Observations by the first bound they do not exceed; beyond all of them, last. */
  readonly counts: number[];
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = Array(bounds.length + 1).fill(0);
  }

  observe(value: number): void {
    let at = 0;
    while (at < this.#bounds.length && value > (this.#bounds[at] ?? 0)) at += 1;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    this.sum += value;
  }
}

/**
 * prom-client's histogram for what is observed with every call: whoever observes keeps the series of its labels, for
 * checking and naming the labels anew each time costs more than everything else about it.
 */
export class QuickHistogram<T extends string> extends Histogram<T> {
  readonly #bounds: readonly number[];
  readonly #series: { labels: Partial<Record<T, string>>; series: Series }[] = [];
  readonly #about: Pick<HistogramConfiguration<T>, "name" | "help">;

  constructor(config: HistogramConfiguration<T> & { buckets: number[] }) {
    super(config);
    this.#bounds = config.buckets;
    this.#about = config;
  }

  /** A new series; its labels must be no other's. */
  series(labels: Partial<Record<T, string>>): Series {
    const series = new Series(this.#bounds);
    this.#series.push({ labels, series });
    return series;
  }

  override async get() {
    const { name, help } = this.#about;
    const values = this.#series.flatMap(({ labels, series: { counts, sum } }) => {
      let count = 0;
      const buckets = counts.map((more, at) => {
        count += more;
        return { labels: { le: this.#bounds[at] ?? "+Inf", ...labels }, value: count, metricName: `${name}_bucket` };
      });
      return [
        ...buckets,
        { labels, value: sum, metricName: `${name}_sum` },
        { labels, value: count, metricName: `${name}_count` },
      ];
    });
    // The library's types ask for more than it gives itself, and for a number where it gives this word.
    return { name, help, type: "histogram", aggregator: "sum", values } as unknown as Awaited<
      ReturnType<Histogram<T>["get"]>
    >;
  }

  /** By this name the registry asks for what it writes as text. */
  getForPromString() {
    return this.get();
  }
}
