import { z } from "zod";
import { incidentKinds } from "./incidents.ts";
import { family, instant, providerId, regionId, uuid } from "./primitives.ts";
import { scope } from "./scope.ts";

/** What failures can be told apart by. `place` is provider × region. */
export const failureDimensions = ["family", "entry", "place", "provider", "region", "product", "client"] as const;
export type FailureDimension = (typeof failureDimensions)[number];

export const failureSeriesInput = scope.extend({
  by: z.enum(failureDimensions),
  family: family.optional(),
  entry: z.string().max(120).optional(),
  /** How many series are told apart, the largest first; the rest is summed up. */
  top: z.coerce.number().int().min(1).max(50).optional(),
});

/** A bucket of a chart: when it begins and whether it is still filling. */
export const bucketStart = z.object({ at: instant, unfinished: z.boolean() });

/** Failures over time, told apart by one dimension. */
export const failureSeries = z.object({
  from: instant,
  to: instant,
  bucketMs: z.number().int(),
  by: z.enum(failureDimensions),
  buckets: z.array(
    bucketStart.extend({
      /** Jobs, and calls that failed by themselves; null where Docket recorded nothing at all. */
      attempts: z.number().int().nullable(),
    }),
  ),
  series: z.array(
    z.object({
      /** The dimension's value: a family, an entry's id, `provider/region`, a client's id, …; empty where there is none. */
      key: z.string(),
      label: z.string(),
      failures: z.number().int(),
      /** What the failures are a share of: the dimension's own attempts, or all of them for families and entries. */
      attempts: z.number().int(),
      /** Failures by attempts, 0–1; null without attempts. */
      rate: z.number().nullable(),
      /** Failures, bucket by bucket. */
      counts: z.array(z.number().int()),
      /** The dimension's own attempts, bucket by bucket; null for families and entries. */
      attemptsByBucket: z.array(z.number().int()).nullable(),
    }),
  ),
  /** Failures of every series beyond the largest; null when none was cut. */
  rest: z.object({ series: z.number().int(), counts: z.array(z.number().int()) }).nullable(),
});
export type FailureSeries = z.infer<typeof failureSeries>;

/** Stages whose time is measured: a call's answer, a job's whole life, its wait, its work. */
export const latencyKinds = ["call", "job", "queued", "running"] as const;
export type LatencyKind = (typeof latencyKinds)[number];

export const latencyInput = scope.extend({ kind: z.enum(latencyKinds).optional() });

const percentiles = {
  /** How many were measured. */
  n: z.number().int(),
  /** Milliseconds, within a few per cent; null where nothing was measured. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
};

/** How long calls or stages of jobs took, over time and by place. A job counts in the bucket of its end. */
export const latencyTrend = z.object({
  from: instant,
  to: instant,
  bucketMs: z.number().int(),
  kind: z.enum(latencyKinds),
  buckets: z.array(bucketStart.extend(percentiles)),
  places: z.array(z.object({ provider: providerId, region: regionId, ...percentiles })),
  total: z.object(percentiles),
});
export type LatencyTrend = z.infer<typeof latencyTrend>;

/** Entries that came up for the first time in the window, or again after a long silence. */
export const entryChanges = z.object({
  items: z.array(
    z.object({
      entryId: z.string(),
      title: z.string(),
      family,
      provider: providerId,
      region: regionId,
      product: z.string().nullable(),
      state: z.enum(["new", "regressed"]),
      /** When it came up. */
      since: instant,
      /** Whole days of silence before; null when it was never seen before. */
      silentDays: z.number().int().nullable(),
      /** Failures since it came up, to the end of the window. */
      count: z.number().int(),
    }),
  ),
});
export type EntryChanges = z.infer<typeof entryChanges>;

/** Living jobs that run longer than their own history explains, by place and product. */
export const stuckJobs = z.object({
  items: z.array(
    z.object({
      provider: providerId,
      region: regionId,
      product: z.string(),
      open: z.number().int(),
      stuck: z.number().int(),
      /** From which age a job counts as stuck, in seconds. */
      thresholdSeconds: z.number(),
      /** How many jobs that was learned from; null = too few, so the usual default holds. */
      learnedFrom: z.number().int().nullable(),
      oldestAt: instant.nullable(),
    }),
  ),
});
export type StuckJobs = z.infer<typeof stuckJobs>;

export const comparisonDimensions = ["place", "provider", "region", "product", "client", "family", "entry"] as const;

export const comparisonInput = scope.extend({
  by: z.enum(comparisonDimensions),
  /** Start of the earlier period, as long as the window; the stretch just before the window unless given. */
  before: instant.optional(),
});

const periodFigures = z.object({
  calls: z.number().int(),
  jobs: z.number().int(),
  failures: z.number().int(),
  attempts: z.number().int(),
  rate: z.number().nullable(),
  pages: z.number().int(),
  creditsReported: z.number(),
  creditsEstimated: z.number(),
  /** Billed things whose price nobody knows. */
  creditsUnknown: z.number().int(),
  /** Of whole jobs, in milliseconds; null without one, and for families and entries. */
  p95JobMs: z.number().nullable(),
});

/** Two periods of equal length beside each other. */
export const comparison = z.object({
  by: z.enum(comparisonDimensions),
  before: z.object({ from: instant, to: instant }),
  after: z.object({ from: instant, to: instant }),
  total: z.object({ before: periodFigures, after: periodFigures }),
  items: z.array(z.object({ key: z.string(), label: z.string(), before: periodFigures, after: periodFigures })),
});
export type Comparison = z.infer<typeof comparison>;

export const shapeDimensions = ["type", "pages", "size", "tier"] as const;
export type ShapeDimension = (typeof shapeDimensions)[number];

export const shapeInput = scope.extend({ by: z.enum(shapeDimensions) });

/** How jobs ended by the shape of their document. A job counts on the day of its end. */
export const documentShapes = z.object({
  from: instant,
  to: instant,
  by: z.enum(shapeDimensions),
  items: z.array(
    z.object({
      /** `pdf`; `2-10` pages; `1-10 MB`; a tier's name; `unknown`. */
      key: z.string(),
      jobs: z.number().int(),
      failed: z.number().int(),
      partial: z.number().int(),
      /** Failed and partial jobs by all that ended, 0–1. */
      rate: z.number().nullable(),
      pages: z.number().int(),
    }),
  ),
});
export type DocumentShapes = z.infer<typeof documentShapes>;

/** What may explain a change in a chart: a change of the desk's own, or an incident with the stretch it lasted. */
export const chartMarks = z.object({
  items: z.array(
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("key"),
        at: instant,
        words: z.string(),
        provider: providerId.nullable(),
        region: regionId.nullable(),
      }),
      z.object({
        kind: z.literal("incident"),
        /** When it began, be it before the window. */
        at: instant,
        /** When it was resolved; null while it is open. */
        until: instant.nullable(),
        incidentId: uuid,
        incidentKind: z.enum(incidentKinds),
        provider: providerId,
        region: regionId,
      }),
    ]),
  ),
});
export type ChartMarks = z.infer<typeof chartMarks>;
