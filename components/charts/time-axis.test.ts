import { describe, expect, it } from "vitest";
import { bucketAt, type MarkedMoment, marksAt, prepareTimeAxis, stretchOf } from "./time-axis.ts";

const half = 30 * 60_000;
const start = Date.parse("2026-11-20T12:00:00.000Z");
const ats = (count: number) => Array.from({ length: count }, (_, i) => start + i * half);
const mark = (at: string, word = "since"): MarkedMoment => ({ at, word, words: `${word} happened`, tone: "bad" });

function axisOf(count: number, marks: MarkedMoment[] = [], to = new Date(start + count * half).toISOString()) {
  return prepareTimeAxis(ats(count), { bucketMs: half, to, zone: "UTC", marks });
}

describe("marks", () => {
  it("stand at the bucket they lie in, once a bucket, and are left out beyond the window", () => {
    const axis = axisOf(3, [
      mark("2026-11-20T12:32:00Z", "alarm"),
      { ...mark("2026-11-20T12:40:00Z", "key"), tone: "quiet" },
      mark("2026-11-19T12:40:00Z", "alarm"),
    ]);
    expect(axis.marks).toEqual([
      {
        at: start + half,
        label: "alarm 12:32",
        side: "insideTopRight",
        tone: "bad",
        words: ["12:32 alarm happened", "12:40 key happened"],
      },
    ]);
    expect(marksAt(axis, start + half)).toHaveLength(2);
    expect(marksAt(axis, start)).toEqual([]);
  });

  it("lose a label that would run into the one before it, and keep their line", () => {
    const { marks } = axisOf(24, [mark("2026-11-20T12:40:00Z"), mark("2026-11-20T12:10:00Z")]);
    expect(marks.map(({ label }) => label)).toEqual(["since 12:10", ""]);
  });

  it("are bad where one of a bucket is", () => {
    const quiet = { ...mark("2026-11-20T12:01:00Z"), tone: "quiet" as const };
    expect(axisOf(2, [quiet, mark("2026-11-20T12:02:00Z")]).marks[0]?.tone).toBe("bad");
  });
});

describe("a drag over the axis", () => {
  it("takes whole buckets, in whichever direction it went", () => {
    const axis = axisOf(4);
    const there = stretchOf(axis, bucketAt(axis, 0.3), bucketAt(axis, 0.7));
    expect(there).toEqual({
      from: new Date(start + half),
      to: new Date(start + 3 * half),
      words: "20 Nov 12:30–13:30",
    });
    expect(stretchOf(axis, 2, 1)).toEqual(there);
  });

  it("ends at the axis's ends, and never in the future", () => {
    const axis = axisOf(4, [], "2026-11-20T13:40:00.000Z");
    expect([bucketAt(axis, -2), bucketAt(axis, 1), bucketAt(axis, 7)]).toEqual([0, 3, 3]);
    expect(stretchOf(axis, 3, 3)?.to.toISOString()).toBe("2026-11-20T13:40:00.000Z");
  });

  it("says on which day it ends where that is another one", () => {
    expect(stretchOf(axisOf(48), 0, 30)?.words).toBe("20 Nov 12:00 – 21 Nov 03:30");
    const day = 48 * half;
    const midnight = Date.parse("2026-11-18T00:00:00.000Z");
    const days = prepareTimeAxis([midnight, midnight + day, midnight + 2 * day], {
      bucketMs: day,
      to: "2026-11-21T00:00:00.000Z",
      zone: "UTC",
    });
    expect(stretchOf(days, 0, 1)?.words).toBe("18 Nov – 19 Nov");
    expect(stretchOf(days, 2, 2)?.words).toBe("20 Nov");
  });

  it("means nothing where there are no buckets", () => {
    expect(stretchOf(axisOf(0), 0, 0)).toBeNull();
  });
});
