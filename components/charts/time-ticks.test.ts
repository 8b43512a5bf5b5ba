import { describe, expect, it } from "vitest";
import { timeTicks } from "./time-ticks.ts";

const minute = 60_000;
const hour = 60 * minute;
const every = (from: string, step: number, count: number) =>
  Array.from({ length: count }, (_, i) => Date.parse(from) + i * step);
const labels = (ats: number[], zone = "UTC", wanted = 6) => timeTicks(ats, zone, wanted).map((tick) => tick.label);

describe("timeTicks", () => {
  it("labels a day of half hours on the clock's round hours and midnight by its date", () => {
    const ats = every("2026-11-19T14:30:00Z", 30 * minute, 48);
    expect(labels(ats)).toEqual(["16:00", "20:00", "20 Nov", "04:00", "08:00", "12:00"]);
    expect(timeTicks(ats, "UTC")[0]).toEqual({ index: 3, label: "16:00" });
  });

  it("counts round hours in the operator's zone, not in UTC", () => {
    const ats = every("2026-11-19T14:30:00Z", 30 * minute, 48);
    expect(labels(ats, "Asia/Kolkata")).toEqual(["20:00", "20 Nov", "04:00", "08:00", "12:00", "16:00"]);
  });

  it("labels hours even where the zone puts them beside the round hour", () => {
    const ats = every("2026-11-19T18:00:00Z", hour, 12);
    expect(labels(ats, "Asia/Kolkata")).toEqual(["00:30", "02:30", "04:30", "06:30", "08:30", "10:30"]);
  });

  it("labels a week of hours by its days", () => {
    const ats = every("2026-11-13T15:00:00Z", hour, 168);
    expect(labels(ats)).toEqual(["14 Nov", "16 Nov", "18 Nov", "20 Nov"]);
  });

  it("labels a month of days without crowding", () => {
    const ats = every("2026-11-01T00:00:00Z", 24 * hour, 30);
    expect(labels(ats)).toEqual(["1 Nov", "6 Nov", "11 Nov", "16 Nov", "21 Nov", "26 Nov"]);
  });

  it("labels the only bucket there is, and nothing where there is none", () => {
    expect(labels(every("2026-11-20T14:07:00Z", minute, 1))).toEqual(["14:07"]);
    expect(labels([])).toEqual([]);
  });
});
