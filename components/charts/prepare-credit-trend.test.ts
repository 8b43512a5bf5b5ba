import { describe, expect, it } from "vitest";
import type { CreditTrend } from "#lib/contracts/trends.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { creditProviders, prepareCreditTrend } from "./prepare-credit-trend.ts";

const hour = 3_600_000;
const start = Date.parse("2026-11-20T08:00:00.000Z");
type Series = CreditTrend["series"][number];
type Bucket = Partial<Series["buckets"][number]> & { hour?: number };

function series(provider: ProviderId, region: RegionId, buckets: Bucket[]): Series {
  return {
    provider,
    region,
    buckets: buckets.map(({ hour: n, ...bucket }, i) => ({
      at: new Date(start + (n ?? i) * hour).toISOString(),
      unfinished: false,
      reported: 0,
      estimated: 0,
      unknownJobs: 0,
      ...bucket,
    })),
  };
}

function trendOf(...all: Series[]): CreditTrend {
  const totals = { reported: 0, estimated: 0, unknownJobs: 0 };
  const at = new Date(start).toISOString();
  return { from: at, to: new Date(start + 24 * hour).toISOString(), bucketMs: hour, series: all, totals };
}

const prepare = (trend: CreditTrend, mode: "total" | "bucket" = "total") =>
  prepareCreditTrend(trend, { provider: "llamaparse", mode, zone: "UTC" });

describe("prepareCreditTrend", () => {
  it("adds up over the window, estimates as a band of their own above what was reported", () => {
    const { points, yTicks } = prepare(
      trendOf(series("llamaparse", "eu", [{ reported: 10 }, { reported: 20, estimated: 5 }, { reported: 5 }])),
    );
    expect(points.map((point) => point.reported)).toEqual([10, 30, 35]);
    expect(points.map((point) => point.estimated)).toEqual([
      [10, 10],
      [30, 35],
      [35, 40],
    ]);
    expect(yTicks).toEqual([0, 20, 40]);
  });

  it("shows each bucket by itself when asked", () => {
    const trend = trendOf(series("llamaparse", "eu", [{ reported: 10 }, { reported: 4 }]));
    expect(prepare(trend, "bucket").points.map((point) => point.reported)).toEqual([10, 4]);
  });

  it("adds a vendor's regions and never another vendor's credits", () => {
    const trend = trendOf(
      series("llamaparse", "eu", [{ reported: 10 }]),
      series("llamaparse", "na", [{ reported: 7 }]),
      series("extend", "us", [{ reported: 900 }]),
    );
    expect(prepare(trend).totals.reported).toBe(17);
    expect(creditProviders(trend)).toEqual(["llamaparse", "extend"]);
  });

  it("leaves a gap where nothing was recorded, and a zero where nothing was consumed", () => {
    const { points, table } = prepare(
      trendOf(series("llamaparse", "eu", [{ reported: 10 }, {}, { hour: 3, reported: 2 }])),
    );
    expect(points.map((point) => point.reported)).toEqual([10, 10, null, 12]);
    expect(table.rows[1]?.cells).toEqual(["20 Nov 09:00–10:00", "0", "0", "0"]);
    expect(table.rows[2]?.cells.slice(1)).toEqual(["nothing recorded", "nothing recorded", "nothing recorded"]);
  });

  it("moves the unfinished bucket out of the finished curve, joined to its last point", () => {
    const { points, table } = prepare(
      trendOf(series("llamaparse", "eu", [{ reported: 10 }, { reported: 5 }, { reported: 1, unfinished: true }])),
    );
    expect(points.map((point) => point.reported)).toEqual([10, 15, null]);
    expect(points.map((point) => point.openReported)).toEqual([null, 15, 16]);
    expect(table.rows[2]?.cells[0]).toBe("20 Nov 10:00–11:00 (unfinished)");
  });

  it("never draws unknown credits as zero", () => {
    const trend = trendOf(series("llamaparse", "eu", [{ reported: 4 }, { unknownJobs: 3 }]));
    const prepared = prepare(trend, "bucket");
    expect(prepared.points.map((point) => point.reported)).toEqual([4, null]);
    expect(prepared.points[1]?.unknownJobs).toBe(3);
    expect(prepared.table.rows[1]?.cells).toEqual(["20 Nov 09:00–10:00", "unknown", "unknown", "3"]);
  });

  it("says so when every job's credits are unknown", () => {
    const prepared = prepare(trendOf(series("llamaparse", "eu", [{ unknownJobs: 3 }, { unknownJobs: 9 }])));
    expect(prepared).toMatchObject({ allUnknown: true, empty: false });
    expect(prepared.summary).toBe("LlamaParse: credits unknown, for 12 jobs.");
  });

  it("prepares nothing at all, and a single bucket", () => {
    expect(prepare(trendOf())).toMatchObject({ empty: true, allUnknown: false, points: [], yTicks: [0, 1] });
    const single = prepare(trendOf(series("llamaparse", "eu", [{ reported: 1236.5 }])));
    expect(single.points).toHaveLength(1);
    expect(single.summary).toBe("LlamaParse: 1,236.5 credits reported.");
    expect(creditProviders(trendOf(series("llamaparse", "eu", [{}])))).toEqual([]);
  });
});
