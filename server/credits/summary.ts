import { type CreditDimension, creditSummary as output, summaryInput } from "#lib/contracts/credits.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { type ProviderId, providerIds } from "#lib/vocabulary.ts";
import { type Buckets, bucketsOf } from "#server/metrics/index.ts";
import { defineOperation } from "#server/platform/index.ts";
import { labelsFor } from "./key-labels.ts";
import { addUp } from "./sum-records.ts";
import { type SumRecord, sumCreditsBy } from "./summary-store.ts";

const dayMs = 86_400_000;

/** Credits of a window by provider and one more dimension: reported, estimated and unknown apart, with money and drift. */
export const creditSummary = defineOperation({
  name: "credits.summary",
  summary: "Credits by provider, region, product, client, tier or day",
  kind: "read",
  permission: "read",
  input: summaryInput,
  output,
  async run(ctx, { by, ...scope }) {
    const now = ctx.clock.now();
    const { from, to } = windowOf(scope, now);
    const buckets = wholeDays(by, bucketsOf(from, to));
    const records = await sumCreditsBy(ctx.db.sql, { scope, by, buckets, now });
    const label = await labelsFor(
      ctx.db.sql,
      by,
      records.map(({ key }) => key),
    );
    const rows = Map.groupBy(records, ({ provider, key }) => `${provider}\0${key}`);
    const items = [...rows.values()].map((ones) => {
      const { provider, key } = ones[0] as SumRecord;
      return { provider, key, label: label(key), ...addUp(ones) };
    });
    const byProvider = Map.groupBy(records, ({ provider }) => provider);
    return {
      by,
      from: buckets.from.toISOString(),
      to: buckets.to.toISOString(),
      items: items.toSorted(by === "day" ? byDay : bySize),
      totals: [...byProvider]
        .map(([provider, ones]) => ({ provider, ...addUp(ones) }))
        .toSorted((a, b) => rank(a.provider) - rank(b.provider)),
    };
  },
});

/** A window counted by the day begins with a whole one. */
function wholeDays(by: CreditDimension, buckets: Buckets): Buckets {
  if (by !== "day") return buckets;
  return { ...buckets, from: new Date(Math.floor(buckets.from.getTime() / dayMs) * dayMs), bucketMs: dayMs };
}

interface Sized {
  provider: ProviderId;
  key: string;
  reported: number;
  estimated: number;
}
const rank = (provider: ProviderId) => providerIds.indexOf(provider);
const bySize = (a: Sized, b: Sized) =>
  rank(a.provider) - rank(b.provider) ||
  b.reported + b.estimated - a.reported - a.estimated ||
  (a.key < b.key ? -1 : 1);
const byDay = (a: Sized, b: Sized) => rank(a.provider) - rank(b.provider) || (a.key < b.key ? -1 : 1);
