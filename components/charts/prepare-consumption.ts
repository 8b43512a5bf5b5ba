import type { CreditConsumption } from "#lib/contracts/credits.ts";
import type { CreditTotals } from "#lib/contracts/primitives.ts";
import { countOf, formatAmount } from "#lib/format/count.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { axisTicks } from "./axis-ticks.ts";
import { bucketSpan, bucketWords } from "./bucket-words.ts";
import type { ChartTable } from "./chart-table.ts";
import { sumCredits } from "./credit-buckets.ts";
import { mostStripes } from "./stack-look.ts";
import { type MarkedMoment, prepareTimeAxis, type TimeAxis } from "./time-axis.ts";
import { withMarks } from "./with-marks.ts";

type Provider = CreditConsumption["providers"][number];

/** One stripe of the stack; `rest` gathers what is beyond the largest. */
export interface ConsumptionSeries {
  key: string;
  label: string;
  credits: number;
  rest: boolean;
}

/** One bar. `parts` follow the order of `series`. */
export interface ConsumptionBar {
  /** Start, ms since 1970. */
  at: number;
  span: string;
  parts: number[];
  totals: CreditTotals;
  unfinished: boolean;
}

/** Everything the drawing of credits by time needs; the drawing decides nothing. */
export interface PreparedConsumption {
  series: ConsumptionSeries[];
  bars: ConsumptionBar[];
  totals: CreditTotals;
  /** "5 of 9 products; the rest together"; null when nothing was cut. */
  cut: string | null;
  per: string;
  axis: TimeAxis;
  yTicks: number[];
  /** Nothing was consumed and nothing is unknown. */
  empty: boolean;
  /** Jobs ran and none of them says what it cost. */
  allUnknown: boolean;
  summary: string;
  table: ChartTable;
}

/** Prepares one provider's credits, stacked by what they were asked for. `zone` is an IANA name. */
export function prepareConsumption(
  consumption: Pick<CreditConsumption, "bucketMs" | "to" | "by">,
  provider: Provider,
  zone: string,
  marks: readonly MarkedMoment[] = [],
): PreparedConsumption {
  const { bucketMs, by } = consumption;
  const series = seriesOf(provider);
  const bars = provider.buckets.map((bucket): ConsumptionBar => {
    const at = Date.parse(bucket.at);
    const named = series.map(({ key, rest }) => (rest ? 0 : (bucket.parts[key] ?? 0)));
    const all = bucket.reported + bucket.estimated;
    const left = Math.max(0, all - named.reduce((sum, part) => sum + part, 0));
    return {
      at,
      span: bucketSpan(at, bucketMs, zone),
      parts: series.map(({ rest }, i) => (rest ? left : (named[i] ?? 0))),
      totals: { reported: bucket.reported, estimated: bucket.estimated, unknownJobs: bucket.unknownJobs },
      unfinished: bucket.unfinished,
    };
  });
  const totals = sumCredits(bars.map((bar) => bar.totals));
  const known = totals.reported + totals.estimated;
  const axis = prepareTimeAxis(
    bars.map(({ at }) => at),
    { bucketMs: consumption.bucketMs, to: consumption.to, zone, marks },
  );
  return {
    series,
    bars,
    totals,
    cut:
      provider.series.length > series.length
        ? `${mostStripes} of ${provider.series.length} ${plurals[by]}; the rest together`
        : null,
    per: bucketWords(bucketMs),
    axis,
    yTicks: axisTicks(Math.max(0, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part, 0)))),
    empty: known === 0 && totals.unknownJobs === 0,
    allUnknown: known === 0 && totals.unknownJobs > 0,
    summary: summarise(provider, series, totals),
    table: withMarks(tabulate(series, bars, `Time, ${zoneLabel(zone, new Date(consumption.to))}`), axis),
  };
}

const plurals: Record<CreditConsumption["by"], string> = {
  product: "products",
  client: "clients",
  tier: "tiers",
  region: "regions",
};

function seriesOf({ series }: Provider): ConsumptionSeries[] {
  const largest = series.filter(({ credits }) => credits > 0).slice(0, mostStripes);
  const rest = series.filter(({ credits }) => credits > 0).slice(mostStripes);
  const own = largest.map((one) => ({ ...one, rest: false }));
  if (rest.length === 0) return own;
  const credits = rest.reduce((sum, one) => sum + one.credits, 0);
  return [...own, { key: "", label: `${rest.length} more`, credits, rest: true }];
}

function summarise(provider: Provider, series: readonly ConsumptionSeries[], totals: CreditTotals): string {
  const name = providerLabels[provider.provider];
  const known = totals.reported + totals.estimated;
  if (known === 0 && totals.unknownJobs === 0) return `${name}: no credits consumed.`;
  if (known === 0) return `${name}: credits unknown, for ${countOf(totals.unknownJobs, "job")}.`;
  const parts = series.map(({ label, credits }) => `${label} ${formatAmount(credits)}`).join(", ");
  const unknown = totals.unknownJobs > 0 ? ` Unknown for ${countOf(totals.unknownJobs, "job")}.` : "";
  return `${name}: ${formatAmount(known)} credits consumed: ${parts}.${unknown}`;
}

function tabulate(series: readonly ConsumptionSeries[], bars: readonly ConsumptionBar[], time: string): ChartTable {
  const figure = (value: number) => String(Number(value.toFixed(3)));
  return {
    head: [time, ...series.map(({ label }) => label), "Reported", "Estimated", "Jobs with unknown credits"],
    rows: bars.map(({ at, span, parts, totals, unfinished }) => ({
      key: String(at),
      cells: [
        unfinished ? `${span} (unfinished)` : span,
        ...parts.map(figure),
        figure(totals.reported),
        figure(totals.estimated),
        String(totals.unknownJobs),
      ],
    })),
  };
}
