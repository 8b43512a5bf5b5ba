import { z } from "zod";
import { creditTotals, family, instant, providerId, regionId } from "./primitives.ts";
import { scope } from "./scope.ts";

export const trendInput = scope;

/** Failures by family over time. Buckets without a row had no failure; `unfinished` marks the bucket still filling. */
export const errorTrend = z.object({
  from: instant,
  to: instant,
  bucketMs: z.number().int(),
  buckets: z.array(
    z.object({
      at: instant,
      unfinished: z.boolean(),
      /** null where Docket recorded nothing at all (a gap, not a zero). */
      calls: z.number().int().nullable(),
      byFamily: z.partialRecord(family, z.number().int()),
    }),
  ),
});
export type ErrorTrend = z.infer<typeof errorTrend>;

/** Credits over time, reported, estimated and unknown apart. */
export const creditTrend = z.object({
  from: instant,
  to: instant,
  bucketMs: z.number().int(),
  series: z.array(
    z.object({
      provider: providerId,
      region: regionId,
      buckets: z.array(creditTotals.extend({ at: instant, unfinished: z.boolean() })),
    }),
  ),
  totals: creditTotals,
});
export type CreditTrend = z.infer<typeof creditTrend>;
