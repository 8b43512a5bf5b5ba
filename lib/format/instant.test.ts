import { describe, expect, it } from "vitest";
import { formatClock, formatExact, formatInstant, formatNear, zoneLabel } from "./instant.ts";

const at = new Date("2026-11-20T23:21:07.214Z");

describe("instants", () => {
  it("always name the zone they are written in", () => {
    expect(formatInstant(at, "UTC")).toBe("20 Nov 23:21:07 UTC");
    expect(formatInstant(at, "Europe/Berlin")).toBe("21 Nov 00:21:07 UTC+1");
    expect(formatInstant(at, "Asia/Kolkata")).toBe("21 Nov 04:51:07 UTC+5:30");
    expect(formatInstant(at, "America/New_York")).toBe("20 Nov 18:21:07 UTC−5");
  });

  it("follow summer time at the instant itself, not today", () => {
    expect(zoneLabel("Europe/Berlin", new Date("2026-07-01T00:00:00Z"))).toBe("UTC+2");
  });

  it("show midnight as 00, not 24", () => {
    expect(formatClock(new Date("2026-11-20T00:00:05Z"), "UTC")).toBe("00:00:05");
  });

  it("leave out the day only when it is the reader's today", () => {
    expect(formatNear(at, "UTC", new Date("2026-11-20T23:59:00Z"))).toBe("23:21:07");
    expect(formatNear(at, "UTC", new Date("2026-11-21T00:01:00Z"))).toBe("20 Nov 23:21");
    expect(formatNear(at, "UTC", new Date("2027-01-02T00:00:00Z"))).toBe("20 Nov 2026 23:21");
  });

  it("are exact to the millisecond on demand", () => {
    expect(formatClock(at, "UTC", "milli")).toBe("23:21:07.214");
    expect(formatExact(at, "UTC")).toBe("Fri 20 Nov 2026, 23:21:07.214 UTC");
  });
});
