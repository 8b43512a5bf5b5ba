import type { ChartTable } from "#components/charts/chart-table.ts";
import type { Comparison } from "#lib/contracts/questions.ts";
import { formatAmount, formatCount, formatShare } from "#lib/format/count.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatInstant } from "#lib/format/instant.ts";

/** Less than this share of all failures is not worth a colour. */
const noticeable = 0.02;

type Figures = Comparison["total"]["before"];

/** One figure in both periods; "–" where there is none. */
interface Pair {
  before: string;
  after: string;
}

/** One row of the comparison. */
export interface ComparisonRow {
  key: string;
  label: string;
  failures: Pair;
  /** "+12", "−3", "±0". */
  change: string;
  tone: "worse" | "better" | "same";
  rate: Pair;
  attempts: Pair;
  p95: Pair;
}

/** Two periods beside each other, ready to show. */
export interface PreparedComparison {
  rows: ComparisonRow[];
  total: ComparisonRow;
  /** "14 Nov 07:00:00 UTC – 21 Nov 07:00:00 UTC" */
  before: string;
  after: string;
  table: ChartTable;
}

/** Prepares the comparison; the rows keep the answer's order, the most changed first. `zone` is an IANA name. */
export function prepareComparison(comparison: Comparison, zone: string): PreparedComparison {
  const all = Math.max(comparison.total.before.failures, comparison.total.after.failures);
  const rows = comparison.items.map(({ key, label, before, after }) => rowOf(key, label, before, after, all));
  const { before, after } = comparison.total;
  const stretch = ({ from, to }: Comparison["before"]) =>
    `${formatInstant(new Date(from), zone)} – ${formatInstant(new Date(to), zone)}`;
  return {
    rows,
    total: rowOf("total", "All", before, after, all),
    before: stretch(comparison.before),
    after: stretch(comparison.after),
    table: tabulate(comparison),
  };
}

function rowOf(key: string, label: string, before: Figures, after: Figures, all: number): ComparisonRow {
  const change = after.failures - before.failures;
  const counts = Math.abs(change) > all * noticeable && Math.abs(change) > 1;
  const pair = (of: (figures: Figures) => number | null, format: (value: number) => string): Pair => {
    const words = (value: number | null) => (value === null ? "–" : format(value));
    return { before: words(of(before)), after: words(of(after)) };
  };
  return {
    ...{ key, label },
    failures: pair((one) => one.failures, formatCount),
    change: change === 0 ? "±0" : change > 0 ? `+${formatCount(change)}` : formatCount(change),
    tone: !counts ? "same" : change > 0 ? "worse" : "better",
    rate: pair((one) => one.rate, formatShare),
    attempts: pair((one) => one.attempts, formatCount),
    p95: pair((one) => one.p95JobMs, formatDuration),
  };
}

const columns: readonly [name: string, of: (figures: Figures) => string][] = [
  ["calls", (one) => String(one.calls)],
  ["jobs", (one) => String(one.jobs)],
  ["failures", (one) => String(one.failures)],
  ["attempts", (one) => String(one.attempts)],
  ["rate", (one) => (one.rate === null ? "–" : formatShare(one.rate))],
  ["pages", (one) => String(one.pages)],
  ["credits reported", (one) => formatAmount(one.creditsReported)],
  ["credits estimated", (one) => formatAmount(one.creditsEstimated)],
  ["unknown credits", (one) => String(one.creditsUnknown)],
  ["p95 job", (one) => (one.p95JobMs === null ? "–" : formatDuration(one.p95JobMs))],
];

/** Everything the answer says, for the file. */
function tabulate(comparison: Comparison): ChartTable {
  const cells = (before: Figures, after: Figures) => columns.flatMap(([, of]) => [of(before), of(after)]);
  const { total, items, by } = comparison;
  return {
    head: [by, ...columns.flatMap(([name]) => [`${name} before`, `${name} now`])],
    rows: [
      { key: "total", cells: ["All", ...cells(total.before, total.after)] },
      ...items.map(({ key, label, before, after }) => ({ key, cells: [label, ...cells(before, after)] })),
    ],
  };
}
