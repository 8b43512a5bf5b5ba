import { describe, expect, it } from "vitest";
import { fromZonedInput, toZonedInput } from "./zoned-input.ts";

describe("a time typed into a form", () => {
  it.each(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"])("comes back unchanged in %s", (zone) => {
    const at = new Date("2026-11-20T23:21:00Z");
    expect(fromZonedInput(toZonedInput(at, zone), zone)?.toISOString()).toBe(at.toISOString());
  });

  it("means the zone's own clock, also next to a clock change", () => {
    expect(fromZonedInput("2026-03-29T03:30", "Europe/Berlin")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(fromZonedInput("2026-03-29T01:30", "Europe/Berlin")?.toISOString()).toBe("2026-03-29T00:30:00.000Z");
  });

  it("is nothing when it is not a time", () => {
    expect(fromZonedInput("", "UTC")).toBeNull();
  });
});
