import { z } from "zod";
import { creditTotals, instant, page, providerId, regionId, uuid } from "./primitives.ts";
import { scope } from "./scope.ts";

/** What credits are broken down by. Credits of two providers are different things: every row belongs to one of them. */
export const creditDimensions = ["provider", "region", "product", "client", "tier", "day"] as const;
export type CreditDimension = (typeof creditDimensions)[number];

/** An amount of money at the prices that were set; reported and estimated credits apart. */
export const creditMoney = z.object({ currency: z.string(), reported: z.number(), estimated: z.number() });
export type CreditMoney = z.infer<typeof creditMoney>;

/** Credits of one provider, with what can be said of them. */
export const creditSum = creditTotals.extend({
  /** Pages of what was billed by the page. */
  pages: z.number().int(),
  /** Mean over those pages; null where nothing was billed by the page. */
  creditsPerPage: z.number().nullable(),
  /** Reported against what the vendor's rule says of the same jobs; null where no rule says anything. */
  drift: z
    .object({
      reported: z.number(),
      foreseen: z.number(),
      /** (reported − foreseen) / foreseen; null where the rule foresaw nothing. */
      share: z.number().nullable(),
      /** Far enough apart to be looked at. */
      flagged: z.boolean(),
    })
    .nullable(),
  /** One amount a currency; empty where no price is set. */
  money: z.array(creditMoney),
  /** Credits of places and days without a price. */
  unpriced: z.number(),
});
export type CreditSum = z.infer<typeof creditSum>;

export const creditRow = creditSum.extend({ provider: providerId, key: z.string(), label: z.string() });
export type CreditRow = z.infer<typeof creditRow>;

export const summaryInput = scope.extend({ by: z.enum(creditDimensions).default("provider") });
export const creditSummary = z.object({
  by: z.enum(creditDimensions),
  from: instant,
  to: instant,
  items: z.array(creditRow),
  totals: z.array(creditSum.extend({ provider: providerId })),
});
export type CreditSummary = z.infer<typeof creditSummary>;

/** What a bar of the consumption chart is stacked by. */
export const stackDimensions = ["product", "client", "tier", "region"] as const;
export type StackDimension = (typeof stackDimensions)[number];

export const consumptionInput = scope.extend({ by: z.enum(stackDimensions).default("product") });
export const creditConsumption = z.object({
  by: z.enum(stackDimensions),
  from: instant,
  to: instant,
  bucketMs: z.number().int(),
  providers: z.array(
    z.object({
      provider: providerId,
      /** The largest first. */
      series: z.array(z.object({ key: z.string(), label: z.string(), credits: z.number() })),
      buckets: z.array(
        creditTotals.extend({
          at: instant,
          unfinished: z.boolean(),
          /** Reported credits of jobs a rule speaks of, and what it says of them. */
          compared: z.number(),
          foreseen: z.number(),
          /** Reported and estimated credits by series key. */
          parts: z.record(z.string(), z.number()),
        }),
      ),
    }),
  ),
});
export type CreditConsumption = z.infer<typeof creditConsumption>;

/**
 * How what was billed can be lost, the surest first; it counts once, under the first that holds. A `leg` is a part that jobs
 * share, and no job of its own.
 */
export const lossKinds = ["failed", "leg", "caller_gone", "duplicate", "expired", "partial"] as const;
export type LossKind = (typeof lossKinds)[number];

export const lossFilters = scope.extend({
  kind: z.enum(lossKinds).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type LossFilters = z.infer<typeof lossFilters>;

export const creditLoss = z.object({
  id: uuid,
  /** The job that was billed; of a part that jobs share, one of those. */
  jobId: uuid,
  at: instant,
  kind: z.enum(lossKinds),
  provider: providerId,
  region: regionId,
  product: z.string(),
  client: z.object({ id: uuid, name: z.string() }).nullable(),
  /** What was billed, by the vendor's id: the job, or the part. */
  vendorJobId: z.string(),
  fileName: z.string().nullable(),
  source: z.enum(["reported", "estimated"]),
  /** What it cost. */
  billed: z.number(),
  /** What of it was lost; null where the share is not known. */
  credits: z.number().nullable(),
  /** Why we say so, in a sentence. */
  evidence: z.string(),
});
export type CreditLoss = z.infer<typeof creditLoss>;

export const lossTotal = z.object({
  provider: providerId,
  kind: z.enum(lossKinds),
  jobs: z.number().int(),
  reported: z.number(),
  estimated: z.number(),
  /** Those of which a part was lost, nobody says how much, or of which it is not known that they were lost. */
  unknownShare: z.number().int(),
  money: z.array(creditMoney),
});
export type LossTotal = z.infer<typeof lossTotal>;

export const lossRows = page(creditLoss);
export const lossList = lossRows.extend({ totals: z.array(lossTotal) });
export type LossList = z.infer<typeof lossList>;

/** A calendar day, UTC. */
const day = z.iso.date();

export const creditPrice = z.object({
  id: uuid,
  provider: providerId,
  region: regionId,
  /** The plan it belongs to, in the operator's words. */
  plan: z.string().nullable(),
  /** Of one credit. */
  amount: z.number(),
  /** ISO 4217. */
  currency: z.string(),
  validFrom: day,
  /** Whether it holds today. */
  current: z.boolean(),
  author: z.string(),
});
export type CreditPrice = z.infer<typeof creditPrice>;
export const priceList = z.object({ items: z.array(creditPrice), next: z.null() });

export const setPriceInput = z.object({
  provider: providerId,
  region: regionId,
  plan: z.string().trim().max(80).optional(),
  amount: z.coerce.number().min(0).max(100_000),
  currency: z
    .string()
    .trim()
    .regex(/^[A-Z]{3}$/, "A currency is three capital letters, such as EUR."),
  validFrom: day,
});
export type SetPriceInput = z.input<typeof setPriceInput>;
export const priceIdInput = z.object({ id: uuid });
