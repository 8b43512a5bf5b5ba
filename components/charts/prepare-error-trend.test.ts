import { describe, expect, it } from "vitest";
import type { ErrorTrend } from "#lib/contracts/trends.ts";
import { families } from "#lib/vocabulary.ts";
import { prepareErrorTrend } from "./prepare-error-trend.ts";

const half = 30 * 60_000;
const start = Date.parse("2026-11-20T12:00:00.000Z");
type Bucket = Partial<ErrorTrend["buckets"][number]>;

function trendOf(buckets: Bucket[]): ErrorTrend {
  return {
    from: new Date(start).toISOString(),
    to: new Date(start + buckets.length * half).toISOString(),
    bucketMs: half,
    buckets: buckets.map((bucket, i) => ({
      at: new Date(start + i * half).toISOString(),
      unfinished: false,
      calls: 100,
      byFamily: {},
      ...bucket,
    })),
  };
}
const prepare = (buckets: Bucket[], top?: number) => prepareErrorTrend(trendOf(buckets), { zone: "UTC", top });

describe("prepareErrorTrend", () => {
  it("stacks the vendor's faults at the bottom, whatever their number", () => {
    const { series, bars } = prepare([{ byFamily: { auth: 9, vendor_fault: 1, timeout: 4 } }]);
    expect(series.map((one) => one.key)).toEqual(["vendor_fault", "timeout", "auth"]);
    expect(bars[0]?.counts).toEqual([1, 4, 9]);
    expect(bars[0]?.total).toBe(14);
  });

  it("keeps a gap apart from a zero", () => {
    const { bars, table, summary } = prepare([{ byFamily: { quota: 2 } }, { calls: null }, { calls: 40 }]);
    expect(bars.map((bar) => bar.gap)).toEqual([false, true, false]);
    expect(table.rows[1]?.cells).toEqual(["20 Nov 12:30–13:00", "nothing recorded", "nothing recorded"]);
    expect(table.rows[2]?.cells).toEqual(["20 Nov 13:00–13:30", "0", "0"]);
    expect(summary).toContain("Nothing was recorded in 1 bucket.");
  });

  it("never calls a bucket with failures a gap, even when its calls are not known", () => {
    expect(prepare([{ calls: null, byFamily: { network: 3 } }]).bars[0]).toMatchObject({ gap: false, total: 3 });
  });

  it("marks the bucket that is still filling, in the bars and in the table", () => {
    const { bars, table } = prepare([{}, { unfinished: true, byFamily: { timeout: 1 } }]);
    expect(bars.map((bar) => bar.unfinished)).toEqual([false, true]);
    expect(table.rows[1]?.cells[0]).toBe("20 Nov 12:30–13:00 (unfinished)");
  });

  it("gathers what lies beyond the top and says how many causes there were", () => {
    const byFamily = Object.fromEntries(families.slice(0, 9).map((family, i) => [family, 10 + i]));
    const { series, bars, cut } = prepare([{ byFamily }], 7);
    expect(series).toHaveLength(8);
    expect(series.at(-1)).toMatchObject({ key: null, label: "Other", total: 21 });
    expect(cut).toBe("7 of 9 causes, the rest as other");
    expect(bars[0]?.total).toBe(10 * 9 + 36);
  });

  it("shows one cause beyond the top by its name instead of as other", () => {
    const byFamily = Object.fromEntries(families.slice(0, 8).map((family, i) => [family, 10 + i]));
    const { series, cut } = prepare([{ byFamily }], 7);
    expect(series.map((one) => one.key)).not.toContain(null);
    expect(cut).toBeNull();
  });

  it("prepares a window without failures as empty, with an axis", () => {
    const prepared = prepare([{}, {}]);
    expect(prepared).toMatchObject({ empty: true, series: [], yTicks: [0, 1] });
    expect(prepared.summary).toBe("No failure in 2 recorded buckets.");
  });

  it("prepares no buckets, and a single one", () => {
    expect(prepare([])).toMatchObject({ empty: true, bars: [], axis: { ticks: [] } });
    const single = prepare([{ byFamily: { vendor_fault: 37 } }]);
    expect(single.axis.ticks).toEqual([{ index: 0, label: "12:00" }]);
    expect(single.yTicks).toEqual([0, 20, 40]);
    expect(single.per).toBe("per 30 minutes");
  });

  it("writes times in the zone asked for and names the zone in the table", () => {
    const prepared = prepareErrorTrend(trendOf([{ byFamily: { quota: 1 } }]), { zone: "Europe/Berlin" });
    expect(prepared.table.head[0]).toBe("Time, UTC+1");
    expect(prepared.table.rows[0]?.cells[0]).toBe("20 Nov 13:00–13:30");
  });

  it("says in the table what happened beside the numbers, only where something did", () => {
    const marks = [{ at: "2026-11-20T12:32:00Z", word: "since", words: "Sandbox fails", tone: "bad" as const }];
    const { table } = prepareErrorTrend(trendOf([{}, {}]), { zone: "UTC", marks });
    expect(table.head.at(-1)).toBe("Marked");
    expect(table.rows.map(({ cells }) => cells.at(-1))).toEqual(["", "12:32 Sandbox fails"]);
    expect(prepare([{}]).table.head).not.toContain("Marked");
  });
});
