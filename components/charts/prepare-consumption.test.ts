import { expect, it } from "vitest";
import type { CreditConsumption } from "#lib/contracts/credits.ts";
import { prepareConsumption } from "./prepare-consumption.ts";

type Provider = CreditConsumption["providers"][number];
const hour = 3_600_000;
const start = Date.parse("2026-11-20T08:00:00.000Z");
const frame = { bucketMs: hour, to: "2026-11-20T12:00:00.000Z", by: "product" } as const;

function provider(parts: Record<string, number>[], more: Partial<Provider["buckets"][number]> = {}): Provider {
  const keys = [...new Set(parts.flatMap((one) => Object.keys(one)))];
  const total = (key: string) => parts.reduce((sum, one) => sum + (one[key] ?? 0), 0);
  return {
    provider: "llamaparse",
    series: keys.map((key) => ({ key, label: key, credits: total(key) })).sort((a, b) => b.credits - a.credits),
    buckets: parts.map((one, n) => ({
      at: new Date(start + n * hour).toISOString(),
      unfinished: n === parts.length - 1,
      reported: Object.values(one).reduce((sum, value) => sum + value, 0),
      estimated: 0,
      unknownJobs: 0,
      compared: 0,
      foreseen: 0,
      parts: one,
      ...more,
    })),
  };
}

it("stacks the largest and gathers the rest, and every bar still adds up", () => {
  const one = { a: 60, b: 50, c: 40, d: 30, e: 20, f: 10, g: 5 };
  const { series, bars, cut } = prepareConsumption(frame, provider([one, one]), "UTC");
  expect(series.map(({ key, rest, credits }) => [key, rest, credits])).toEqual([
    ["a", false, 120],
    ["b", false, 100],
    ["c", false, 80],
    ["d", false, 60],
    ["e", false, 40],
    ["", true, 30],
  ]);
  expect(cut).toBe("5 of 7 products; the rest together");
  expect(bars[0]?.parts).toEqual([60, 50, 40, 30, 20, 15]);
  expect(bars.at(-1)?.unfinished).toBe(true);
});

it("tells nothing from unknown", () => {
  expect(prepareConsumption(frame, provider([{}]), "UTC")).toMatchObject({ empty: true, allUnknown: false });
  const unknown = prepareConsumption(frame, provider([{}], { unknownJobs: 3 }), "UTC");
  expect(unknown).toMatchObject({ empty: false, allUnknown: true });
  expect(unknown.summary).toBe("LlamaParse: credits unknown, for 3 jobs.");
});

it("has every number in its table, the unfinished bucket named", () => {
  const { table } = prepareConsumption(frame, provider([{ parse: 2.5 }, { parse: 1, split: 4 }]), "UTC");
  expect(table.head).toEqual(["Time, UTC", "split", "parse", "Reported", "Estimated", "Jobs with unknown credits"]);
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    ["20 Nov 08:00–09:00", "0", "2.5", "2.5", "0", "0"],
    ["20 Nov 09:00–10:00 (unfinished)", "4", "1", "5", "0", "0"],
  ]);
});
