import { failureSeriesInput as input, failureSeries as output } from "#lib/contracts/questions.ts";
import { windowOf } from "#lib/contracts/scope.ts";
import { defineOperation } from "#server/platform/index.ts";
import { bucketsOf } from "../buckets.ts";
import { labelsOf } from "./dimension-label.ts";
import { firstCallAt } from "./error-trend-store.ts";
import { attemptsBy, failuresBy } from "./failure-series-store.ts";

const defaultTop = 12;

/** Failures over time by cause, entry, place, product or client, each with its rate. */
export const failureTrend = defineOperation({
  name: "trends.failures",
  summary: "Failures over time by a dimension, with their rates",
  kind: "read",
  permission: "read",
  input,
  output,
  async run(ctx, { by, family, entry, top = defaultTop, ...scope }) {
    const now = ctx.clock.now();
    const window = windowOf(scope, now);
    const buckets = bucketsOf(window.from, window.to);
    const sql = ctx.db.questions;
    const ownAttempts = by !== "family" && by !== "entry";
    const [failed, tried, triedBy, first, label] = await Promise.all([
      failuresBy(sql, { scope, buckets, now, by, family, entry }),
      attemptsBy(sql, { scope, buckets, now, by: null }),
      ownAttempts ? attemptsBy(sql, { scope, buckets, now, by }) : [],
      firstCallAt(sql),
      labelsOf(sql, by),
    ]);
    const attempts = tabulate(tried, buckets.starts.length).get("") ?? buckets.starts.map(() => 0);
    const attemptsOf = tabulate(triedBy, buckets.starts.length);
    const failures = tabulate(failed, buckets.starts.length);
    const keys = new Set([...failures.keys(), ...attemptsOf.keys()]);
    const all = [...keys].map((key) => {
      const counts = failures.get(key) ?? buckets.starts.map(() => 0);
      const own = ownAttempts ? (attemptsOf.get(key) ?? buckets.starts.map(() => 0)) : null;
      const total = sum(own ?? attempts);
      const failedInAll = sum(counts);
      return {
        key,
        label: label(key),
        failures: failedInAll,
        attempts: total,
        rate: total > 0 ? Math.min(1, failedInAll / total) : null,
        counts,
        attemptsByBucket: own,
      };
    });
    all.sort((a, b) => b.failures - a.failures || b.attempts - a.attempts || a.label.localeCompare(b.label));
    const cut = all.slice(top);
    return {
      from: buckets.from.toISOString(),
      to: buckets.to.toISOString(),
      bucketMs: buckets.bucketMs,
      by,
      buckets: buckets.starts.map((start, index) => {
        const end = start.getTime() + buckets.bucketMs;
        const known = first !== null && end > first.getTime();
        return {
          at: start.toISOString(),
          unfinished: end > now.getTime(),
          attempts: known ? (attempts[index] ?? 0) : null,
        };
      }),
      series: all.slice(0, top),
      rest: cut.length > 0 ? { series: cut.length, counts: cut.map(({ counts }) => counts).reduce(add) } : null,
    };
  },
});

/** Rows as one list of counts for each key. */
function tabulate(rows: readonly { bucket: number; key: string; n: number }[], length: number): Map<string, number[]> {
  const table = new Map<string, number[]>();
  for (const { bucket, key, n } of rows) {
    const counts = table.get(key) ?? new Array<number>(length).fill(0);
    if (bucket >= 0 && bucket < length) counts[bucket] = (counts[bucket] ?? 0) + n;
    table.set(key, counts);
  }
  return table;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, n) => total + n, 0);
}

function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((n, index) => n + (b[index] ?? 0));
}
