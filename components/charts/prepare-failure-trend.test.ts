import { describe, expect, it } from "vitest";
import type { FailureSeries } from "#lib/contracts/questions.ts";
import { prepareFailureTrend } from "./prepare-failure-trend.ts";

const half = 30 * 60_000;
const start = Date.parse("2026-11-20T12:00:00.000Z");

interface Given {
  by?: "family" | "entry";
  /** Attempts bucket by bucket; null = nothing recorded. */
  attempts: (number | null)[];
  counts: Record<string, number[]>;
  rest?: FailureSeries["rest"];
  from?: number;
  unfinished?: boolean;
}

function seriesOf({
  by = "family",
  attempts,
  counts,
  rest = null,
  from = start,
  unfinished = false,
}: Given): FailureSeries {
  return {
    from: new Date(from).toISOString(),
    to: new Date(from + attempts.length * half).toISOString(),
    bucketMs: half,
    by,
    buckets: attempts.map((tried, i) => ({
      at: new Date(from + i * half).toISOString(),
      unfinished: unfinished && i === attempts.length - 1,
      attempts: tried,
    })),
    series: Object.entries(counts).map(([key, own]) => {
      const failures = own.reduce((sum, count) => sum + count, 0);
      return { key, label: `About ${key}`, failures, attempts: 0, rate: null, counts: own, attemptsByBucket: null };
    }),
    rest,
  };
}
const prepare = (given: Given, more = {}) =>
  prepareFailureTrend(seriesOf(given), { zone: "UTC", family: null, ...more });

describe("prepareFailureTrend", () => {
  it("shows the rate of all attempts, the gathered rest included", () => {
    const trend = prepare({
      attempts: [10, 10],
      counts: { quota: [1, 0] },
      rest: { series: 3, counts: [1, 2] },
    });
    expect(trend.now).toEqual({ failures: 4, attempts: 20, rate: 0.2 });
    expect(trend.bars.map(({ rate }) => rate)).toEqual([0.2, 0.2]);
    expect(trend.series.at(-1)).toMatchObject({ key: null, total: 3 });
    expect(trend.cut).toBe("the 3 smallest as other");
  });

  it("keeps what was not recorded and what was not attempted apart from a rate of nothing", () => {
    const { bars, table } = prepare({ attempts: [10, null, 0, 10], counts: { quota: [0, 0, 0, 1] } });
    expect(bars.map(({ rate }) => rate)).toEqual([0, null, null, 0.1]);
    expect(bars.map(({ gap }) => gap)).toEqual([false, true, false, false]);
    expect(table.rows[1]?.cells.slice(1, 4)).toEqual(["nothing recorded", "nothing recorded", "–"]);
    expect(table.rows[2]?.cells.slice(1, 4)).toEqual(["0", "0", "–"]);
  });

  it("leads the rate dashed into the bucket still filling", () => {
    const { bars } = prepare({ attempts: [10, 10, 4], counts: { quota: [1, 1, 1] }, unfinished: true });
    expect(bars.map(({ rateWhole }) => rateWhole)).toEqual([0.1, 0.1, null]);
    expect(bars.map(({ rateOpen }) => rateOpen)).toEqual([null, 0.1, 0.25]);
  });

  it("lays the period before over the same buckets, and leaves out what it does not know", () => {
    const now = seriesOf({ attempts: [10, 10, 10], counts: { quota: [1, 1, 1] } });
    const shiftMs = 3 * half;
    const then = seriesOf({ attempts: [null, 20, 20], counts: { auth: [0, 5, 0] }, from: start - shiftMs });
    const trend = prepareFailureTrend(now, { zone: "UTC", family: null, before: { trend: then, shiftMs } });
    expect(trend.bars.map(({ before }) => before)).toEqual([null, 5, 0]);
    expect(trend.bars.map(({ rateBefore }) => rateBefore)).toEqual([null, 0.25, 0]);
    expect(trend.before).toEqual({ failures: 5, attempts: 40, rate: 0.125 });
    expect(trend.yTicks.at(-1)).toBeGreaterThanOrEqual(5);
    expect(trend.table.head).toContain("Period before");
  });

  it("does not compare with buckets of another width", () => {
    const then = { ...seriesOf({ attempts: [1], counts: {} }), bucketMs: 60_000 };
    const trend = prepare({ attempts: [1], counts: {} }, { before: { trend: then, shiftMs: half } });
    expect(trend.compared).toBe(false);
    expect(trend.before).toBeNull();
  });

  it("names entries with their code, in shades of their family", () => {
    const trend = prepare(
      { by: "entry", attempts: [9], counts: { "docket/a": [3], "docket/b": [2] } },
      { family: "quota", codeOf: (entry: string) => (entry === "docket/a" ? "E_A" : null) },
    );
    expect(trend.series.map(({ code, family }) => [code, family])).toEqual([
      ["E_A", null],
      [null, null],
    ]);
    expect(trend.series[0]?.color).toBe("var(--family-quota)");
    expect(trend.series[1]?.color).toContain("color-mix");
    expect(trend.table.head.slice(-2)).toEqual(["About docket/a (E_A)", "About docket/b (docket/b)"]);
  });

  it("prepares a window without failures as empty", () => {
    expect(prepare({ attempts: [4], counts: {} })).toMatchObject({
      empty: true,
      summary: "No failure in 1 recorded bucket.",
    });
  });
});
