import { describe, expect, it } from "vitest";
import { type Alarm, prepareAlarm } from "./prepare-alarm.ts";

const now = Date.parse("2026-11-20T15:00:00Z");
const alarm: Alarm = {
  provider: "llamaparse",
  region: "eu",
  times: 5.81,
  since: "2026-11-20T14:02:00.000Z",
  family: "vendor_fault",
  whose: "vendor",
  clients: 3,
  documents: 412,
  stuck: 38,
  creditsLost: { reported: 1236, estimated: 0, unknownJobs: 0 },
};
const line = (change: Partial<Alarm>) =>
  prepareAlarm({ ...alarm, ...change }, "UTC", now)
    .facts.map((fact) => fact.text)
    .join(" · ");

describe("prepareAlarm", () => {
  it("says what, since when, whose, who is hit and what it cost", () => {
    const prepared = prepareAlarm(alarm, "UTC", now);
    expect(`${prepared.place} is failing ${prepared.times} more than usual`).toBe(
      "LlamaParse EU is failing 5.8 times more than usual",
    );
    expect(line({})).toBe(
      "Since 14:02 UTC · vendor fault, not your clients · 3 clients, 412 documents, 38 stuck · 1,236 credits billed without a result",
    );
    expect(prepared.facts.map((fact) => fact.loud)).toEqual([false, false, false, true]);
  });

  it("leads to the failures since then and to the stuck jobs", () => {
    const prepared = prepareAlarm(alarm, "UTC", now);
    expect(prepared.failuresHref).toBe("/failures?provider=llamaparse&region=eu&from=2026-11-20T14%3A02%3A00.000Z");
    expect(prepared.stuckHref).toBe("/jobs?provider=llamaparse&region=eu&stuck=true");
    expect(prepareAlarm({ ...alarm, stuck: 0 }, "UTC", now).stuckHref).toBeNull();
  });

  it("does not multiply a usual that is not there", () => {
    expect(prepareAlarm({ ...alarm, times: null }, "UTC", now).times).toBeNull();
  });

  it("never counts unknown credits as none, and names an estimate", () => {
    expect(line({ creditsLost: { reported: 0, estimated: 0, unknownJobs: 4 } })).toContain(
      "unknown whether 4 jobs without a result were billed",
    );
    expect(line({ creditsLost: { reported: 100, estimated: 20, unknownJobs: 1 } })).toContain(
      "120 credits billed without a result (20 of them estimated, unknown for 1 more job)",
    );
    expect(line({ creditsLost: { reported: 0, estimated: 0, unknownJobs: 0 } })).not.toContain("billed");
  });

  it("names the day when it began before today, and leaves out whom it did not reach", () => {
    expect(line({ since: "2026-11-19T22:10:00.000Z", clients: 0, documents: 1, stuck: 0 })).toContain(
      "Since 19 Nov 22:10 UTC · vendor fault, not your clients · 1 document",
    );
  });
});
