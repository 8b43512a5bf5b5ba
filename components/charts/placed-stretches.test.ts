import { describe, expect, it } from "vitest";
import { type MarkedMoment, marksAt, prepareTimeAxis } from "./time-axis.ts";
import { withMarks } from "./with-marks.ts";

const half = 30 * 60_000;
const start = Date.parse("2026-11-20T12:00:00.000Z");
const clock = (time: string) => `2026-11-20T${time}:00.000Z`;
const lasted = (from: string, until: string | null, id = from): MarkedMoment => ({
  at: from,
  word: "incident",
  words: "Extend EU unavailable",
  tone: "bad",
  lasting: { until, href: `/incidents/${id}` },
});
/** Ten half hours from 12:00 to 17:00. */
const axisOf = (...marks: MarkedMoment[]) =>
  prepareTimeAxis(
    Array.from({ length: 10 }, (_, i) => start + i * half),
    { bucketMs: half, to: clock("17:00"), zone: "UTC", marks },
  );

describe("what lasted", () => {
  it("is shaded where it lay, to the minute, and linked to by name and time", () => {
    const { stretches, marks } = axisOf(lasted(clock("13:00"), clock("13:15"), "a"));
    expect(stretches.bands).toMatchObject([
      { left: 0.2, right: 0.25, isOpen: false, words: "Extend EU unavailable, 13:00–13:15" },
    ]);
    expect(stretches.links).toEqual([
      {
        at: 0.2,
        side: "right",
        label: "incident 13:00",
        short: "13:00",
        words: ["Extend EU unavailable, 13:00–13:15"],
        href: "/incidents/a",
      },
    ]);
    expect(marks).toEqual([]);
  });

  it("reaches to the end of the window while it lasts, and is unfinished", () => {
    const { bands, links } = axisOf(lasted(clock("16:30"), null)).stretches;
    expect(bands).toMatchObject([{ left: 0.9, right: 1, isOpen: true, words: "Extend EU unavailable, since 16:30" }]);
    expect(links).toMatchObject([{ side: "left" }]);
  });

  it("is cut at the window, and left out beyond it", () => {
    const { bands } = axisOf(
      lasted("2026-11-19T23:50:00.000Z", clock("12:30")),
      lasted(clock("10:00"), clock("11:00")),
      lasted(clock("18:00"), null),
    ).stretches;
    expect(bands).toMatchObject([{ left: 0, right: 0.1, words: "Extend EU unavailable, 19 Nov 23:50 – 20 Nov 12:30" }]);
  });

  it("is said in every bucket it touches, in hints and in the table", () => {
    const axis = axisOf(lasted(clock("13:20"), clock("13:40")));
    const said = axis.ats.map((at) => marksAt(axis, at).length);
    expect(said).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
    const rows = axis.ats.map((at) => ({ key: String(at), cells: ["7"] }));
    const table = withMarks({ head: ["Failures"], rows }, axis);
    expect(table.head).toEqual(["Failures", "Marked"]);
    expect(table.rows[3]?.cells).toEqual(["7", "Extend EU unavailable, 13:20–13:40"]);
  });

  it("shares one link, to the list over their time, where labels would run together", () => {
    const { links, bands } = axisOf(
      lasted(clock("13:00"), clock("13:05"), "a"),
      lasted(clock("13:10"), clock("14:00"), "b"),
      lasted(clock("15:00"), clock("15:05"), "c"),
    ).stretches;
    expect(bands).toHaveLength(3);
    expect(links).toMatchObject([
      { label: "2 incidents", short: "2" },
      { label: "incident 15:00", href: "/incidents/c" },
    ]);
    const window = new URL(links[0]?.href ?? "", "http://docket.test").searchParams;
    expect(window.get("from")).toBe(clock("13:00"));
    expect(Date.parse(window.get("to") ?? "")).toBeGreaterThan(Date.parse(clock("14:00")));
  });

  it("never faces another label in the same room near the end of the axis", () => {
    const { links } = axisOf(lasted(clock("15:00"), clock("15:05")), lasted(clock("16:30"), null)).stretches;
    expect(links).toMatchObject([{ label: "2 incidents", side: "right" }]);
  });

  it("takes the label of a moment beside it, which keeps its line", () => {
    const key: MarkedMoment = { at: clock("13:05"), word: "key", words: "Key added", tone: "quiet" };
    expect(axisOf(lasted(clock("13:00"), null), key).marks).toMatchObject([{ label: "", words: ["13:05 Key added"] }]);
  });
});
