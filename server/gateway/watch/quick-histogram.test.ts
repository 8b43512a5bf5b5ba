import fc from "fast-check";
import { AggregatorRegistry, Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { QuickHistogram } from "./quick-histogram.ts";

const about = { name: "seconds", help: "How long", labelNames: ["place"] as const, buckets: [0.1, 1, 10] };

test("it says what the library's own histogram says of the same observations, as text and to other processes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.integer({ min: 0, max: 20 }))), async (seen) => {
      const [ours, theirs] = [new Registry(), new Registry()];
      const quick = new QuickHistogram({ ...about, registers: [ours] });
      const usual = new Histogram({ ...about, registers: [theirs] });
      const series = new Map<string, ReturnType<typeof quick.series>>();
      for (const [place, value] of seen) {
        if (!series.has(place)) series.set(place, quick.series({ place }));
        series.get(place)?.observe(value / 2);
        usual.observe({ place }, value / 2);
      }
      const lines = async (registry: Registry) => (await registry.metrics()).split("\n").sort();
      expect(await lines(ours)).toEqual(await lines(theirs));
      const twice = async (registry: Registry) => {
        const metrics = await registry.getMetricsAsJSON();
        return lines(AggregatorRegistry.aggregate([metrics, structuredClone(metrics)]));
      };
      expect(await twice(ours)).toEqual(await twice(theirs));
    }),
    { numRuns: 30 },
  );
});
