import { describe, expect, it } from "vitest";
import { formatBytes } from "./bytes.ts";
import { countOf, formatAmount, formatCompact, formatCount, formatShare } from "./count.ts";
import { creditText, creditTotalText } from "./credits.ts";
import { formatDuration } from "./duration.ts";
import { formatRelative } from "./relative-time.ts";
import { truncateMiddle } from "./truncate-middle.ts";

describe("counts", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [18402, "18,402"],
    [1234567, "1,234,567"],
    [-1500, "−1,500"],
  ])("groups %d as %s", (value, text) => expect(formatCount(value)).toBe(text));

  it("keeps at most two places of a fraction", () => {
    expect(formatAmount(1236)).toBe("1,236");
    expect(formatAmount(1.92)).toBe("1.92");
    expect(formatAmount(0.5)).toBe("0.5");
    expect(formatAmount(1999.999)).toBe("2,000");
  });

  it("shortens for an axis without claiming a wrong unit", () => {
    expect([940, 1500, 200_000, 999_499, 999_600, 2_400_000].map(formatCompact)).toEqual([
      "940",
      "1.5k",
      "200k",
      "999k",
      "1M",
      "2.4M",
    ]);
  });

  it("never rounds a small share down to zero", () => {
    expect([0, 0.0004, 0.093, 0.34].map(formatShare)).toEqual(["0 %", "< 0.1 %", "9.3 %", "34 %"]);
  });

  it("puts the noun in its number", () => {
    expect(countOf(1, "job")).toBe("1 job");
    expect(countOf(0, "job")).toBe("0 jobs");
    expect(countOf(2, "entry", "entries")).toBe("2 entries");
  });
});

describe("durations", () => {
  it.each([
    [84, "84 ms"],
    [999, "999 ms"],
    [1400, "1.4 s"],
    [6000, "6 s"],
    [38_000, "38 s"],
    [59_600, "1 m"],
    [391_000, "6 m 31 s"],
    [3_599_600, "1 h"],
    [7_500_000, "2 h 5 m"],
    [86_400_000, "1 d"],
    [280_800_000, "3 d 6 h"],
    [-5, "0 ms"],
  ])("writes %d ms as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [318, "318 B"],
    [2_400_000, "2.4 MB"],
    [999_600, "1 MB"],
    [150_000, "150 kB"],
  ])("writes %d bytes as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe("relative times", () => {
  const now = Date.UTC(2026, 10, 20, 12);
  it.each([
    [now, "now"],
    [now - 2000, "2 s ago"],
    [now - 90_000, "1 m ago"],
    [now - 3 * 86_400_000, "3 d ago"],
    [now + 6 * 86_400_000, "in 6 d"],
  ])("%d is %s", (at, text) => expect(formatRelative(at, now)).toBe(text));
});

describe("ids", () => {
  it("are cut in the middle and keep both ends", () => {
    expect(truncateMiddle("pjb-12ue2qidroaofurlc4mfqgfgli1j", 13)).toBe("pjb-12…fgli1j");
    expect(truncateMiddle("pjb-12ue2qidroaofurlc4mfqgfgli1j", 13)).toHaveLength(13);
    expect(truncateMiddle("short", 13)).toBe("short");
  });
});

describe("credits", () => {
  it("never show an unknown figure as a number", () => {
    expect(creditText({ source: "unknown", credits: 0, settling: false }).figure).toBe("unknown");
    expect(creditText({ source: "reported", credits: null, settling: false }).figure).toBe("unknown");
    expect(creditTotalText({ reported: 0, estimated: 0, unknownJobs: 3 })).toEqual({
      figure: "unknown",
      note: "3 jobs",
    });
  });

  it("say when a figure is an estimate or may change", () => {
    expect(creditText({ source: "estimated", credits: 140, settling: false })).toEqual({
      figure: "140",
      note: "estimated",
    });
    expect(creditText({ source: "reported", credits: 14, settling: true })).toEqual({
      figure: "14",
      note: "may settle",
    });
  });

  it("say which part of a sum is estimated and which jobs are missing from it", () => {
    expect(creditTotalText({ reported: 1000, estimated: 236, unknownJobs: 1 })).toEqual({
      figure: "1,236",
      note: "236 estimated · 1 job unknown",
    });
    expect(creditTotalText({ reported: 0, estimated: 0, unknownJobs: 0 })).toEqual({ figure: "0", note: null });
  });
});
