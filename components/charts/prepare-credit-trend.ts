import type { CreditTotals } from "#lib/contracts/primitives.ts";
import type { CreditTrend } from "#lib/contracts/trends.ts";
import { countOf, formatAmount } from "#lib/format/count.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { type ProviderId, providerIds, providerLabels } from "#lib/vocabulary.ts";
import { axisTicks } from "./axis-ticks.ts";
import { bucketSpan, bucketWords } from "./bucket-words.ts";
import type { ChartTable } from "./chart-table.ts";
import { type CreditBucket, noCredits, sumCredits, sumRegions } from "./credit-buckets.ts";
import { type MarkedMoment, prepareTimeAxis, type TimeAxis } from "./time-axis.ts";
import { withMarks } from "./with-marks.ts";

/** `total` adds up over the window; `bucket` shows each bucket by itself. */
export type CreditMode = "total" | "bucket";

/** One point of the curve. Amounts are credits of one vendor; null = nothing to draw there. */
export interface CreditPoint {
  /** Start of the bucket, ms since 1970. */
  at: number;
  span: string;
  /** Height of the reported area. */
  reported: number | null;
  /** The band of estimates on top of it: from, to. */
  estimated: [number, number] | null;
  /** The same two over the bucket still filling (and the point before it): drawn dashed. */
  openReported: number | null;
  openEstimated: [number, number] | null;
  /** Jobs in this bucket whose consumption is not known. */
  unknownJobs: number;
  unfinished: boolean;
}

/** Everything the drawing of credits over time needs. */
export interface PreparedCreditTrend {
  points: CreditPoint[];
  totals: CreditTotals;
  axis: TimeAxis;
  yTicks: number[];
  per: string;
  /** Nothing was consumed and nothing is unknown. */
  empty: boolean;
  /** Jobs ran and none of them says what it cost: there is nothing to draw, and it is not 0. */
  allUnknown: boolean;
  summary: string;
  table: ChartTable;
}

/** The vendors a trend speaks of, in the product's order. Credits of two vendors are never added up. */
export function creditProviders(trend: CreditTrend): ProviderId[] {
  const used = new Set(
    trend.series
      .filter(({ buckets }) => buckets.some((b) => b.reported + b.estimated + b.unknownJobs > 0))
      .map(({ provider }) => provider),
  );
  return providerIds.filter((provider) => used.has(provider));
}

/** Prepares one vendor's credits, all its regions in the trend together. `zone` is an IANA name. */
export function prepareCreditTrend(
  trend: CreditTrend,
  options: { provider: ProviderId; mode: CreditMode; zone: string; marks?: readonly MarkedMoment[] },
): PreparedCreditTrend {
  const buckets = sumRegions(trend, options.provider);
  const totals = sumCredits(buckets);
  const points = toPoints(buckets, trend.bucketMs, options);
  const ats = points.map((point) => point.at);
  const axis = prepareTimeAxis(ats, { ...options, bucketMs: trend.bucketMs, to: trend.to });
  const known = totals.reported + totals.estimated;
  const top = points.map((p) => Math.max(p.reported ?? 0, p.estimated?.[1] ?? 0, openTop(p)));
  return {
    points,
    totals,
    axis,
    yTicks: axisTicks(Math.max(0, ...top)),
    per: bucketWords(trend.bucketMs),
    empty: known === 0 && totals.unknownJobs === 0,
    allUnknown: known === 0 && totals.unknownJobs > 0,
    summary: summarise(options.provider, totals),
    table: withMarks(tabulate(buckets, axis), axis),
  };
}

function toPoints(buckets: readonly CreditBucket[], bucketMs: number, options: { mode: CreditMode; zone: string }) {
  let running = noCredits;
  const levels = buckets.map((bucket) => {
    running = sumCredits([running, bucket]);
    return levelOf(bucket, options.mode === "total" ? running : bucket, options.mode);
  });
  return buckets.map((bucket, i): CreditPoint => {
    const level = levels[i] ?? null;
    const open = bucket.unfinished || buckets[i + 1]?.unfinished === true;
    return {
      at: bucket.at,
      span: bucketSpan(bucket.at, bucketMs, options.zone),
      ...{ reported: null, estimated: null, openReported: null, openEstimated: null },
      ...(level && !bucket.unfinished && { reported: level.reported, estimated: band(level) }),
      ...(level && open && { openReported: level.reported, openEstimated: band(level) }),
      unknownJobs: bucket.unknownJobs,
      unfinished: bucket.unfinished,
    };
  });
}

/** What is drawn for a bucket: nothing over a gap, and nothing where all that is known is that something ran. */
function levelOf(bucket: CreditBucket, level: CreditTotals, mode: CreditMode): CreditTotals | null {
  if (bucket.gap) return null;
  const unknownOnly = bucket.unknownJobs > 0 && bucket.reported + bucket.estimated === 0;
  return mode === "bucket" && unknownOnly ? null : level;
}

function band({ reported, estimated }: CreditTotals): [number, number] {
  return [reported, reported + estimated];
}

function openTop(point: CreditPoint): number {
  return point.openEstimated?.[1] ?? 0;
}

function summarise(provider: ProviderId, totals: CreditTotals): string {
  const name = providerLabels[provider];
  const known = totals.reported + totals.estimated;
  if (known === 0 && totals.unknownJobs === 0) return `${name}: no credits consumed.`;
  if (known === 0) return `${name}: credits unknown, for ${countOf(totals.unknownJobs, "job")}.`;
  const parts = [`${formatAmount(totals.reported)} credits reported`];
  if (totals.estimated > 0) parts.push(`${formatAmount(totals.estimated)} estimated`);
  if (totals.unknownJobs > 0) parts.push(`unknown for ${countOf(totals.unknownJobs, "job")}`);
  return `${name}: ${parts.join(", ")}.`;
}

function tabulate(buckets: readonly CreditBucket[], { bucketMs, zone, end }: TimeAxis): ChartTable {
  return {
    head: [`Time, ${zoneLabel(zone, new Date(end))}`, "Reported", "Estimated", "Jobs with unknown credits"],
    rows: buckets.map((bucket) => {
      const span = bucketSpan(bucket.at, bucketMs, zone);
      const unknownOnly = bucket.unknownJobs > 0 && bucket.reported + bucket.estimated === 0;
      const amount = (value: number) =>
        bucket.gap ? "nothing recorded" : unknownOnly ? "unknown" : String(Number(value.toFixed(3)));
      return {
        key: String(bucket.at),
        cells: [
          bucket.unfinished ? `${span} (unfinished)` : span,
          amount(bucket.reported),
          amount(bucket.estimated),
          bucket.gap ? "nothing recorded" : String(bucket.unknownJobs),
        ],
      };
    }),
  };
}
