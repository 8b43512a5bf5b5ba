import { consumptionInput, creditConsumption as output } from "#lib/contracts/credits.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { providerIds } from "#lib/vocabulary.ts";
import { type Buckets, bucketsOf } from "#server/metrics/index.ts";
import { defineOperation } from "#server/platform/index.ts";
import { labelsFor } from "./key-labels.ts";
import { type BucketRecord, sumCreditsOverTime } from "./summary-store.ts";

/** Credits of each provider over time, stacked by product, client, tier or region, and beside them what the rules say. */
export const creditConsumption = defineOperation({
  name: "credits.consumption",
  summary: "Credits over time by product, client, tier or region",
  kind: "read",
  permission: "read",
  input: consumptionInput,
  output,
  async run(ctx, { by, ...scope }) {
    const now = ctx.clock.now();
    const window = windowOf(scope, now);
    const buckets = bucketsOf(window.from, window.to);
    const records = await sumCreditsOverTime(ctx.db.sql, { scope, by, buckets, now });
    const label = await labelsFor(
      ctx.db.sql,
      by,
      records.map(({ key }) => key),
    );
    const byProvider = Map.groupBy(records, ({ provider }) => provider);
    return {
      by,
      from: buckets.from.toISOString(),
      to: buckets.to.toISOString(),
      bucketMs: buckets.bucketMs,
      providers: providerIds.flatMap((provider) => {
        const ones = byProvider.get(provider);
        return ones ? [{ provider, series: seriesOf(ones, label), buckets: fill(buckets, ones, now) }] : [];
      }),
    };
  },
});

function seriesOf(records: readonly BucketRecord[], label: (key: string) => string) {
  const totals = new Map<string, number>();
  for (const { key, reported, estimated } of records) totals.set(key, (totals.get(key) ?? 0) + reported + estimated);
  return [...totals]
    .map(([key, credits]) => ({ key, label: label(key), credits }))
    .toSorted((a, b) => b.credits - a.credits || (a.key < b.key ? -1 : 1));
}

/** Every bucket of the window; one without a record had no credits. */
function fill({ starts, bucketMs }: Buckets, records: readonly BucketRecord[], now: Date) {
  const byBucket = Map.groupBy(records, ({ bucket }) => bucket);
  return starts.map((start, index) => {
    const ones = byBucket.get(index) ?? [];
    const sum = (pick: (one: BucketRecord) => number) => ones.reduce((total, one) => total + pick(one), 0);
    return {
      at: start.toISOString(),
      unfinished: start.getTime() + bucketMs > now.getTime(),
      reported: sum(({ reported }) => reported),
      estimated: sum(({ estimated }) => estimated),
      unknownJobs: sum(({ unknown }) => unknown),
      compared: sum(({ drift, foreseen }) => drift + foreseen),
      foreseen: sum(({ foreseen }) => foreseen),
      parts: Object.fromEntries(ones.map(({ key, reported, estimated }) => [key, reported + estimated])),
    };
  });
}
