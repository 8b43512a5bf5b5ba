import { comparisonInput as input, comparison as output } from "#lib/contracts/questions.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { AppError, defineOperation } from "#server/platform/index.ts";
import { bucketsOf } from "../buckets.ts";
import { countPeriod, type PeriodRecord, periodDurations } from "./comparison-store.ts";
import { labelsOf } from "./dimension-label.ts";
import { percentilesOf } from "./latency.ts";

const mostItems = 50;

type Durations = readonly { key: string; slot: number; n: number }[];

/** The window's whole buckets beside as many earlier ones, told apart by one dimension; most changed failures first. */
export const comparePeriods = defineOperation({
  name: "comparisons.get",
  summary: "Two periods of equal length beside each other, by a dimension",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, { by, before: beforeFrom, ...scope }) {
    const now = ctx.clock.now();
    const window = windowOf(scope, now);
    const { from, bucketMs } = bucketsOf(window.from, window.to);
    // Whole buckets only: a bucket still filling has no equal in the earlier period.
    const whole = Math.floor((window.to.getTime() - from.getTime()) / bucketMs);
    const span = Math.max(1, whole) * bucketMs;
    const to = new Date(from.getTime() + span);
    const earlier = beforeFrom ? Math.floor(Date.parse(beforeFrom) / bucketMs) * bucketMs : from.getTime() - span;
    if (earlier >= from.getTime()) {
      throw new AppError("invalid_input", "The earlier period has to begin before the window.", {
        issues: [{ path: "before", message: "Must be earlier than the window's start." }],
      });
    }
    const sql = ctx.db.questions;
    const periods = {
      before: { from: new Date(earlier), to: new Date(earlier + span) },
      after: { from, to },
    };
    const ask = async (period: { from: Date; to: Date }) => {
      const question = { scope, ...period, widthMs: bucketMs, now, by };
      const [counts, durations] = await Promise.all([countPeriod(sql, question), periodDurationsOf(question)]);
      return { counts, durations };
    };
    const periodDurationsOf = (question: Parameters<typeof periodDurations>[1]): Promise<Durations> =>
      by === "family" || by === "entry" ? Promise.resolve([]) : periodDurations(sql, question);
    const [before, after, label] = await Promise.all([ask(periods.before), ask(periods.after), labelsOf(sql, by)]);
    const shared = by === "family" || by === "entry";
    const keys = new Set([...before.counts, ...after.counts].map(({ key }) => key).filter((key) => !shared || key));
    const items = [...keys].map((key) => ({
      key,
      label: label(key),
      before: figures(before, key, shared),
      after: figures(after, key, shared),
    }));
    const change = (item: (typeof items)[number]) => Math.abs(item.after.failures - item.before.failures);
    items.sort((a, b) => change(b) - change(a) || b.after.attempts - a.after.attempts || (a.key < b.key ? -1 : 1));
    return {
      by,
      before: stretch(periods.before),
      after: stretch(periods.after),
      total: { before: figures(before, null, false), after: figures(after, null, false) },
      items: items.slice(0, mostItems),
    };
  },
});

function stretch({ from, to }: { from: Date; to: Date }) {
  return { from: from.toISOString(), to: to.toISOString() };
}

/**
 * A period's figures for one value, or for all. A cause has no calls and jobs of its own: its failures are a share of
 * `shared` attempts, everybody's.
 */
function figures(
  { counts, durations }: { counts: readonly PeriodRecord[]; durations: Durations },
  key: string | null,
  shared: boolean,
) {
  const own = counts.filter((row) => key === null || row.key === key);
  const sum = (of: (row: PeriodRecord) => number, rows = own) => rows.reduce((total, row) => total + of(row), 0);
  const failures = sum((row) => row.failures);
  const attempts = sum((row) => row.attempts, shared ? [...counts] : own);
  const times = durations.filter((row) => key === null || row.key === key);
  return {
    calls: sum((row) => row.calls),
    jobs: sum((row) => row.jobs),
    failures,
    attempts,
    rate: attempts > 0 ? Math.min(1, failures / attempts) : null,
    pages: sum((row) => row.pages),
    creditsReported: sum((row) => row.reported),
    creditsEstimated: sum((row) => row.estimated),
    creditsUnknown: sum((row) => row.unknown),
    p95JobMs: percentilesOf(times).p95,
  };
}
