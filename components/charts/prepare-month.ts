import type { CreditMonth } from "#lib/contracts/budgets.ts";
import { countOf, formatAmount } from "#lib/format/count.ts";
import { formatDay } from "#lib/format/instant.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { axisTicks } from "./axis-ticks.ts";
import type { ChartTable } from "./chart-table.ts";
import { type TimeTick, timeTicks } from "./time-ticks.ts";

const dayMs = 86_400_000;

/** One day of the month, added up since its start. Amounts are credits; null = nothing to draw there. */
export interface MonthPoint {
  /** First instant of the day, UTC, ms since 1970. */
  at: number;
  day: string;
  /** Reported and estimated so far. */
  used: number | null;
  likely: number | null;
  /** The forecast's range: from, to. */
  range: [number, number] | null;
  today: boolean;
}

/** A threshold's thin line. */
export interface ThresholdLine {
  percent: number;
  /** Height, in credits. */
  credits: number;
  /** Empty where another label stands too near. */
  label: string;
}

/** Everything the drawing of the running month needs. */
export interface PreparedMonth {
  points: MonthPoint[];
  xTicks: TimeTick[];
  yTicks: number[];
  /** Height of the budget's line; null without one. */
  budget: number | null;
  budgetLabel: string;
  /** Thresholds on the plot beside the budget's own line, the lowest first. */
  thresholds: ThresholdLine[];
  summary: string;
  table: ChartTable;
}

/** Prepares the running month: what is used adds up day by day, the forecast goes on from today. Days are UTC. */
export function prepareMonth(month: CreditMonth): PreparedMonth {
  const { period, days, budget } = month;
  const from = Date.parse(period.from);
  const count = Math.round((Date.parse(period.to) - from) / dayMs);
  const ahead = new Map(period.forecast?.path.map((point) => [point.day, point]));
  let sum = 0;
  const sums = days.map(({ reported, estimated }) => {
    sum += reported + estimated;
    return sum;
  });
  const points = Array.from({ length: count }, (_, index): MonthPoint => {
    const at = from + index * dayMs;
    const point = ahead.get(new Date(at).toISOString().slice(0, 10));
    const used = sums[index] ?? null;
    const today = index === days.length - 1;
    // The forecast begins at what is used today, so that the lines meet.
    const start = today && period.forecast && used !== null;
    return {
      at,
      day: formatDay(new Date(at), "UTC"),
      used,
      likely: start ? used : (point?.likely ?? null),
      range: start ? [used, used] : point ? [point.low, point.high] : null,
      today,
    };
  });
  const tops = points.map((point) => Math.max(point.used ?? 0, point.range?.[1] ?? 0));
  const yTicks = axisTicks(Math.max(0, budget?.credits ?? 0, ...tops));
  return {
    points,
    xTicks: timeTicks(
      points.map(({ at }) => at),
      "UTC",
    ),
    yTicks,
    budget: budget?.credits ?? null,
    budgetLabel: budget ? `budget ${formatAmount(budget.credits)}` : "",
    thresholds: thresholdLines(budget, yTicks.at(-1) ?? 1),
    summary: summarise(month),
    table: tabulate(points, month),
  };
}

/** Labels nearer than this share of the axis would cover each other. */
const labelRoom = 0.09;

/** What lies above the axis is not drawn; 100 % is the budget's own line, whose label goes before any other. */
function thresholdLines(budget: CreditMonth["budget"], top: number): ThresholdLine[] {
  if (!budget) return [];
  const labelled = [budget.credits];
  return budget.thresholds
    .map((percent) => ({ percent, credits: (budget.credits * percent) / 100 }))
    .filter(({ percent, credits }) => percent !== 100 && credits <= top)
    .map((line) => {
      const isFree = labelled.every((other) => Math.abs(other - line.credits) >= top * labelRoom);
      if (isFree) labelled.push(line.credits);
      return { ...line, label: isFree ? `${line.percent} %` : "" };
    });
}

function summarise({ provider, period, budget }: CreditMonth): string {
  const used = period.used.reported + period.used.estimated;
  const parts = [`${providerLabels[provider]}: ${formatAmount(used)} credits used since ${period.from}`];
  if (period.used.unknownJobs > 0) parts.push(`unknown for ${countOf(period.used.unknownJobs, "job")}`);
  if (period.forecast) {
    const { low, likely, high } = period.forecast;
    parts.push(`forecast ${formatAmount(likely)} (${formatAmount(low)} to ${formatAmount(high)}) by the period’s end`);
  }
  if (budget) {
    parts.push(`budget ${formatAmount(budget.credits)}`);
    parts.push(`thresholds ${budget.thresholds.map((percent) => `${percent} %`).join(", ")}`);
  }
  return `${parts.join(", ")}.`;
}

function tabulate(points: readonly MonthPoint[], { days, budget }: CreditMonth): ChartTable {
  const figure = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : String(Number(value.toFixed(1)));
  return {
    head: [
      "Day, UTC",
      "Used that day",
      "Jobs with unknown credits",
      "Used so far",
      "Forecast, low",
      "Forecast",
      "Forecast, high",
      ...(budget ? ["Thresholds reached"] : []),
    ],
    rows: points.map((point, index) => {
      const day = days[index];
      return {
        key: String(point.at),
        cells: [
          point.today ? `${point.day} (unfinished)` : point.day,
          day ? figure(day.reported + day.estimated) : "",
          day ? String(day.unknownJobs) : "",
          figure(point.used),
          ...(point.used === null
            ? [figure(point.range?.[0]), figure(point.likely), figure(point.range?.[1])]
            : ["", "", ""]),
          ...(budget ? [reachedOn(budget, points[index - 1]?.used ?? 0, point.used)] : []),
        ],
      };
    }),
  };
}

/** The thresholds a day took the sum over: "50 %, 80 %". */
function reachedOn(
  { credits, thresholds }: NonNullable<CreditMonth["budget"]>,
  before: number,
  used: number | null,
): string {
  if (used === null) return "";
  return thresholds
    .filter((percent) => used * 100 >= credits * percent && before * 100 < credits * percent)
    .map((percent) => `${percent} %`)
    .join(", ");
}
